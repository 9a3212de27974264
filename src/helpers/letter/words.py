"""The sentences of the letter: courteous, without a word on why, and open to correction."""

from __future__ import annotations

from helpers.messages import Text

NOBODY = Text("(name of the organ)", "（机关名称）")
TITLE = Text(
    "Request to check figures in the annual report on open government information for {year}",
    "关于核对{year}年政府信息公开工作年度报告有关数据的函",
)
TITLE_UNDATED = Text(
    "Request to check figures in an annual report on open government information",
    "关于核对政府信息公开工作年度报告有关数据的函",
)
GREETING = Text("To {agency}", "{agency}：")
OPENING = Text(
    "We have read {report}, which you made public. The following {n} item{s} in it do not seem to "
    "agree with each other or with the official form. They are listed below with the words as "
    "printed and the place where they stand, for you to check.",
    "我们阅读了贵单位公布的{report}。贵单位该报告中，下列 {n} 处数据或表述之间似有不一致，"
    "现将原文和所在位置列出，供贵单位核对。",
)
OPENING_ONE = Text(
    "We have read {report}, which you made public. The following item in it does not seem to agree "
    "with the rest or with the official form. It is given below with the words as printed and the "
    "place where they stand, for you to check.",
    "我们阅读了贵单位公布的{report}。贵单位该报告中，下列 1 处数据或表述似有不一致，"
    "现将原文和所在位置列出，供贵单位核对。",
)
NOTHING = Text(
    "We have read {report}, which you made public, and compared its figures and words with each "
    "other and with the official form. We found nothing in it that does not agree and would need "
    "your attention. Of the {decided} comparisons that could be made, {passed} came out as they "
    "should{left}.",
    "我们阅读了贵单位公布的{report}，并就其中的数字和文字相互比对、与规定格式比对，"
    "未发现需要贵单位核对的不一致之处。可以比对的 {decided} 项中，{passed} 项相符{left}。",
)
REST = Text(
    "; the others are remarks of no weight, or were settled by review",
    "，其余为无碍的提示或已经复核",
)
REPORT = Text(
    "your annual report on open government information for {year}",
    "{year}年政府信息公开工作年度报告",
)
REPORT_UNDATED = Text(
    "your annual report on open government information", "政府信息公开工作年度报告"
)
PLACE = Text("Where", "位置")
ANYWHERE = Text("the whole report", "报告全文")
QUOTE = Text("As printed", "原文")
SAID = Text("What was compared", "比对情况")
BASIS = Text("Basis", "依据")
BLANK = Text("(blank)", "（空白）")
MORE = Text("and {n} more cells", "另有 {n} 格")
CAUTION = Text(
    "This list comes from comparing the published text with itself, with the official form and with "
    "the Regulations on Open Government Information. It says only what does not seem to agree. It "
    "does not say why, it is no judgement of your work, and there may be a good explanation that the "
    "report does not give.",
    "以上内容系将公开文本自身前后对照，并与规定格式、《中华人民共和国政府信息公开条例》对照所得，"
    "只说明何处似不一致，不涉及原因，不是对贵单位工作的评价；也可能另有报告未载明的合理说明。",
)
BY_OCR = Text(
    "The report was published as a picture, and its text was recognised by a program. Please look at "
    "the original first: what is quoted here may have been misread by us.",
    "该报告以图片形式公布，文字由程序识别。请先对照原件：此处所引可能是我们识别有误。",
)
OURS = Text(
    "We may have misread or misunderstood the report. If so, please tell us; we shall correct our "
    "reading at once. If you correct or explain the report, we would be grateful to know where, so "
    "that our record says so.",
    "我们的读取或理解可能有误，如有误读，敬请指出，我们将及时更正。"
    "贵单位如对报告作出更正或说明，也请告知公布之处，以便我们如实记录。",
)
OURS_ONLY = Text(
    "We may have misread or overlooked something. If so, please tell us; we shall correct our record.",
    "我们的读取可能有误或有遗漏，如有不当，敬请指出，我们将及时更正。",
)
LEFT_OUT = Text("Left out after review by a person:", "经人工复核，下列事项未列入：")
SETTLED = Text("{title}: {decision} ({reason})", "{title}：{decision}（{reason}）")
SOURCE = Text(
    "File we read: {file}; obtained from: {source}; on: {date}; SHA-256: {sha256}",
    "所据文件：{file}；来源：{source}；获取日期：{date}；SHA-256：{sha256}",
)
UNRECORDED = Text("not recorded", "未记录")
CLOSING = Text("We thank you for your attention.", "特此函达，敬请惠复为盼。")
CLOSING_NOTHING = Text("We thank you for your work.", "特此函达。")
SIGNATURE = (
    Text("(name of the sender)", "（发函单位或个人）"),
    Text("(address for a reply)", "（联系方式）"),
    Text("(date)", "（日期）"),
)
"""To be filled in by whoever sends it: nobody signs by program."""
