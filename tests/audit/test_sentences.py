"""Sentences as reports write them: honest ones are not accused, false ones are found.

The wording follows real reports; the agency and the numbers are invented.
"""

from pathlib import Path

import pytest

from helpers.audit import Audit, audit
from helpers.invented import invented_report
from helpers.parsing.reading import read_report

BUSY: dict[str, int | float | str] = {
    "applications.received.natural_person": 5,
    "applications.received.commercial_enterprise": 2,
    "applications.brought_forward.natural_person": 1,
    "applications.granted.natural_person": 3,
    "applications.granted_in_part.natural_person": 1,
    "applications.not_held.commercial_enterprise": 2,
    "applications.carried_forward.natural_person": 2,
    "disputes.reconsideration.upheld": 3,
    "disputes.reconsideration.pending": 1,
    "disputes.litigation_direct.upheld": 1,
    "proactive.normative_documents.issued": 6,
    "proactive.normative_documents.repealed": 11,
    "proactive.normative_documents.in_force": 23,
    "proactive.licensing.decisions": 109,
    "proactive.penalty.decisions": 66,
    "proactive.fees.amount": "47.10",
}
"""A district of 2022."""
QUIET: dict[str, int | float | str] = {
    "applications.received.natural_person": 1,
    "applications.granted.natural_person": 1,
}
"""A town of 2020."""

HONEST_BUSY = """
2022年共收到政府信息公开申请7件，结转上年度1件，办理6件，结转下年度2件。
全年新收到政府信息公开申请7件，较2021年（10件）减少3件，下降30%。
2021年收到政府信息公开申请10件，2022年收到政府信息公开申请7件，同比减少30%。
收到依申请公开7件，其中自然人申请5件，商业企业申请2件。
收到政府信息公开申请7件，其中当面申请3件，网络申请4件，均已按时答复。
收到政府信息公开申请7件，其中网络提交4件、信函提交3件，自然人5件、法人2件。
全年共办理政府信息公开申请8件（含上年度结转1件），其中予以公开3件，部分公开1件，无法提供2件，结转下年度继续办理2件。
本年度收到申请7件，上年结转1件，共8件，已办结6件，其中予以公开3件、部分公开1件、无法提供2件。
收到政府信息公开申请共7件，申请答复率100%，平均办理时间3.56个工作日。
累计收到政府信息公开申请120件，其中2022年收到7件。
自2008年以来共收到政府信息公开申请120件。
第一季度收到政府信息公开申请2件，第二季度收到政府信息公开申请5件。
区政府本级收到政府信息公开申请3件，各部门收到政府信息公开申请4件。
未收到不予公开的申请，未发生因答复不当引发的投诉举报。
未发生行政复议被纠错、行政诉讼败诉的情况。
未发生因政府信息公开引发的行政诉讼败诉案件。
收到行政复议4件，其中3件维持，1件尚未审结；行政诉讼1件，结果维持。
因政府信息公开被申请行政复议4件，比上年增加2件；被提起行政诉讼1件。
2021年发生行政复议1件，2022年发生行政复议4件。
司法所全年办理行政复议案件120件，办理行政诉讼应诉案件30件。
全年发布信息4.14万条，其中网站20041条，微信21399条。
全年发布信息1.2万条，其中门户网站5012条，政务微博3071条，政务微信3988条。
主动公开政府信息700条，其中网站500条，微信200条，被市级平台采用30条。
主动公开政府信息208条，其中政务动态类100条（含图片新闻60条），公告类108条。
主动公开政府信息208条，其中网站208条，同步在微信发布150条。
主动公开政府信息208条，较上年增加22条，其中网站108条，微信100条。
新增主动公开信息215条，其中网站200条，微信15条。
主动公开政府信息208条，其中概况信息8条，工作动态150条，含领导活动40条、部门动态110条，公示公告50条。
开设专栏1个，其中设置子栏目12个，更新信息300条。
召开会议3次，举办培训2次，其中业务培训1次，线上培训1次，参加人员100人次。
政府采购2项，金额18.6万元，其中货物10.32万元，服务8.31万元。
制发行政规范性文件6件，废止11件，现行有效23件。
公开行政规范性文件4件，制定规范性文件管理制度1项。
现行有效的规范性文件23件，其中2022年制发6件。
行政许可决定109件，行政处罚66件。
公示行政许可信息76条，行政处罚信息20条。
行政事业性收费47.10万元。
政策解读6件，其中新闻发布会1件、负责人2件、图片2件、媒体1件。
配备1名专职和2名兼职人员。
点击量835382次，其中首页666370次，栏目169012次。
全镇26个村（社区）全部设立查阅点，共发放问卷210份，其中满意205份，满意率97.62%。
办理建议提案10件，其中人大建议7件，政协提案3件。
收到网民留言22条，回复22条，其中咨询15条、建议7条。
2021年共收到政府信息公开申请10件，其中予以公开12件（含结转2件）。
收到政府信息公开申请7件，无一件引发行政复议。
没有收到通过信函方式提交的政府信息公开申请。
除上述申请外，未收到其他政府信息公开申请。
未收取政府信息公开申请处理费用，无减免。
全省各级行政机关收到政府信息公开申请30万件。
收到政府信息公开申请7件，比去年同期的10件少3件。
截至2022年12月31日，收到政府信息公开申请7件。
申请公开7件，其中公民申请5件，法人申请2件，均通过网络平台提交7件。
报送信息294篇，其中市级采用274篇，其中头条10篇，省级采用20篇。
公开信息65条，政务微信635条，合计700条。
受理政府信息公开申请7件，其中2件转其他机关办理。
全年未收到企业提出的行政复议申请。
今年以来，收到政府信息公开申请7件，去年收到10件。
共收到申请8件，其中新收申请7件，上年结转申请1件。
全年信息公开数1042条，其中公开财政信息12条，社会保险信息12条，其他1018条。
公开信息12条，其中1月2条、2月4条、3月6条。
收到政府信息公开申请7条，均不属于我单位业务范围。
2023年计划收到政府信息公开申请办理率达100%，计划公开信息500条，其中网站600条次。
"""
HONEST_QUIET = """
2020年，受理过1起依申请公开政府信息，已按时答复。
收到申请一件，为自然人申请，已予以公开。
全年收到1封政府信息公开申请表。
收到1条政府信息公开申请，办结1条。
全年未收到有关政府信息公开工作的举报、投诉、行政复议或行政诉讼。
2019年收到依申请公开3件，今年收到依申请公开1件。
接到县长信箱案件15个，12345热线转办220件。
受理申请1件，同比减少2件；上年结转0件，结转下年度0件。
主动公开政府信息共计49条（不同渠道发布的同一信息计为1条），其中网站49条，微信30条。
累计公开信息720条，其中2022年新增信息208条。
主动公开信息208条，占总数的40.68%，其中网站108条、占51.92%，微信100条、占48.08%。
公开概况类信息11条、政务动态信息150条、信息公开目录信息47条，共208条。
微信1个，发布269次，共1189条信息。
社会保险12条、房屋征收12条，合计24条。
各村（社区）公开信息700条，镇政府公开信息208条，其中网站108条，公示栏100条。
政府网站公开信息157余条，其中新闻类100条，公告类60条。
开通微信公众号1个，抖音号1个，发布信息208条，其中微信108条，抖音100条。
政府信息公开申请1件，未产生行政复议和行政诉讼。
无依申请公开收费情况，未发生责任追究。
没有接到群众对公开不及时的投诉。
本年度没有应当公开而未公开的信息，未收到要求更正信息的申请。
今年共收到信访件36件，其中来访20件，来信10件，网上6件，已全部办结。
办理依申请公开1件，办结率100%，满意率100%。
行政许可0件，行政处罚0件，行政强制0件。
全年公示双随机检查结果20条，行政处罚案件公示5条。
组织培训2次，参训100人，其中村干部60人，镇干部40人。
6个站所公开信息，其中党政办60条，财政所40条，农办30条。
设置公开栏27个，其中镇本级1个，村级26个。
全镇公开事项26大项，其中涉农8项、民生12项、其他6项。
印发规范性文件管理办法1个，清理规范性文件12件，其中废止4件，修改8件。
本年度制定规范性文件0件，公开党内规范性文件3件。
转载上级政策文件45件，其中国务院文件10件，省政府文件15件，市政府文件20件。
政府信息公开专栏发布信息208条，较上年的186条增加22条，其中部门动态108条，通知公告100条。
第三方评估得分95.5分，其中平台建设30分，解读回应25.5分，依申请40分。
收到政府信息公开申请1件（当面申请0件，网络申请1件）。
网上受理的行政许可申请120件，已办结118件，其中准予110件，不予8件。
收到人大代表建议5件、政协提案3件，均已办结并公开。
未主动公开规章0件，规范性文件0件。
上年度结转0件，本年度新收1件，予以公开1件。
通过政府网站公开财政预算1条，决算1条，三公经费1条，共3条。
公开政府信息共300条，其中机构信息3条，含领导信息2条、内设机构1条；工作信息297条。
"""
FALSE_BUSY = """
全年收到政府信息公开申请9件。|claim-table
新收政府信息公开申请6件，均已答复。|claim-table
受理政府信息公开申请10件。|claim-table
本年度未收到政府信息公开申请。|claim-all-none
未收到公民、法人和其他组织的政府信息公开申请。|claim-all-none
未发生行政复议、行政诉讼。|claim-all-none
未发生因政府信息公开引发的行政复议或行政诉讼案件。|claim-all-none
收到行政复议5件。|claim-table
因政府信息公开被申请行政复议2件，被提起行政诉讼1件。|claim-table
上年结转3件。|claim-table
结转下年度继续办理5件。|claim-table
制发行政规范性文件8件。|claim-table
现行有效规范性文件20件。|claim-table
公开信息286条，其中网站160条、微信120条。|parts-below-whole
公开信息14条，其中网站11条、微信10条。|parts-exceed-whole
公开信息170条，分别为网站100条、微信60条。|parts-below-whole
公开信息407条，其中机构职能11条，规划计划100条，工作动态300条。|parts-exceed-whole
收到政府信息公开申请7件，其中当面申请3件，网络申请6件。|parts-exceed-whole
收到政府信息公开申请7件，其中自然人6件，商业企业3件。|parts-exceed-whole claim-table
政策解读6件，其中新闻发布会1件、负责人2件、图片4件、媒体1件。|parts-exceed-whole
点击量835382次，其中首页666370次，栏目189012次。|parts-exceed-whole
报送信息294篇，其中市级274篇，省级10篇，部级19篇。|parts-exceed-whole
政府采购金额23.72万元，其中货物13.72万元，服务12.00万元。|parts-exceed-whole
"""


def said(folder: Path, sentence: str, form_id: str) -> Audit:
    busy = form_id == "2021"
    path = folder / "report.txt"
    text = invented_report(
        form_id,
        BUSY if busy else QUIET,
        agency="云岚市青禾区人民政府" if busy else "云岚市青禾镇人民政府",
        prose={"overview": [sentence, "考核、评议良好，未发生追究。"]},
    )
    path.write_text(text, encoding="utf-8")
    return audit(read_report(path))


@pytest.mark.parametrize("sentence", HONEST_BUSY.strip().splitlines())
def test_an_honest_sentence_of_a_district_is_not_accused(tmp_path: Path, sentence: str) -> None:
    assert said(tmp_path, sentence, "2021").findings == ()


@pytest.mark.parametrize("sentence", HONEST_QUIET.strip().splitlines())
def test_an_honest_sentence_of_a_town_is_not_accused(tmp_path: Path, sentence: str) -> None:
    assert said(tmp_path, sentence, "2019").findings == ()


@pytest.mark.parametrize("line", FALSE_BUSY.strip().splitlines())
def test_a_false_sentence_is_found_and_nothing_else(tmp_path: Path, line: str) -> None:
    sentence, rules = line.split("|")
    assert {f.rule for f in said(tmp_path, sentence, "2021").findings} == set(rules.split())
