"""Sentences that are true of a report's tables, in words an honest writer may choose; all invented.

They say what the tables say in other quantities, count something beside them, round, or compare.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from helpers.invented.drafts import Draft

_DIGITS = "零一二三四五六七八九"


def percent(part: int, whole: int, decimals: int) -> str:
    """Write a share as people round it."""
    exact = Decimal(part * 100) / Decimal(whole)
    return f"{exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)}"


def in_chinese(number: int) -> str:
    """Write a number below a hundred in Chinese numerals."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones or not tens else "")


def honest(draft: Draft, chance: Random) -> Iterator[str]:
    """Yield every sentence that is true of a draft."""
    cells = {a: int(v) for a, v in draft.cells.items() if str(v).lstrip("-").isdigit()}

    def row(name: str, column: str = "total") -> int:
        return cells[f"applications.{name}.{column}"]

    def case(kind: str, column: str = "total") -> int:
        return cells[f"disputes.{kind}.{column}"]

    new, old, done, left = (
        row(r) for r in ("received", "brought_forward", "outcome_total", "carried_forward")
    )
    granted, partly = row("granted"), row("granted_in_part")
    person = row("received", "natural_person")
    reviews, pending = case("reconsideration"), case("reconsideration", "pending")
    suits = case("litigation_direct") + case("litigation_after_reconsideration")
    many, few = chance.randint(20, 90), chance.randint(2, 9)
    places = chance.randint(0, 2)
    yield f"近三年累计收到政府信息公开申请{new + 1234}件。"
    yield f"{draft.year - 3}年以来累计受理政府信息公开申请{new * 5 + 3}件。"
    yield f"上半年收到政府信息公开申请{new // 2}件，下半年收到{new - new // 2}件。"
    yield f"各乡镇、各部门收到政府信息公开申请{new * 3 + 7}件。"
    yield f"办理信访事项{many}件、12345热线工单{many * 7}件，均按期办结。"
    yield f"办理人大代表建议{few}件、政协提案{few + 1}件，办结率100%。"
    yield f"门户网站发布信息{many}条，其中概况类{few}条、动态类{few + 3}条等。"
    yield f"网站发布信息{many}条，其中网站{many}条，微信{few}条（同一信息在多个渠道发布）。"
    yield f"解读政策文件{few}件，解读率100%。"
    yield "未发生逾期答复的情况，全年未收取信息处理费。"
    yield f"全年举办培训{few}期，培训{many}人次，参训率{percent(many, many + few, places)}%。"
    yield f"拟于{draft.year + 1}年新增公开专栏{few}个，发布信息{many}条。"
    if new:
        yield f"全年收到政府信息公开申请{new}件，其中自然人{person}件。"
        yield f"共收到政府信息公开申请{new + old}件（含上年结转{old}件）。"
        yield f"共办理政府信息公开申请{new + old}件，其中本年新收{new}件，上年结转{old}件。"
        yield f"收到自然人申请{person}件，法人或其他组织申请{new - person}件。"
        yield (
            f"收到政府信息公开申请{new}件，其中自然人{person}件（其中网络申请{person // 2}件），"
            f"法人或其他组织{new - person}件。"
        )
        yield f"收到政府信息公开申请{new:,}件。"
        yield f"收到政府信息公开申请{str(new).translate(_WIDE)}件。"
        online = chance.randint(0, new)
        yield f"收到政府信息公开申请{new}件，其中网络申请{online}件，信函申请{new - online}件。"
        yield f"网络申请{online}件，占申请总量的{percent(online, new, places)}%。"
    if 0 < new < 100:
        yield f"本年度收到政府信息公开申请{in_chinese(new)}件。"
    if new > 20 and new % 10:
        yield f"收到政府信息公开申请{new // 10 * 10}余件。"
    if new + old:
        yield f"本年度应办理申请{new + old}件，已办结{done}件，结转下年度{left}件。"
        yield f"申请办结率{percent(done, new + old, places)}%。"
        yield f"除结转下年度继续办理的{left}件外，其余申请全部按期办结。"
    if done:
        yield f"依法予以公开和部分公开{granted + partly}件。"
        yield f"办结申请{done}件，其中予以公开{granted}件，占{percent(granted, done, places)}%。"
        yield f"办结申请{done}件，其中予以公开{granted}件，部分公开{partly}件，其余{done - granted - partly}件均已答复。"
        if done >= old:
            yield f"答复申请{done}件，其中上年结转{old}件，本年新收{done - old}件。"
    if reviews:
        yield f"行政复议{reviews}件，其中已审结{reviews - pending}件，尚未审结{pending}件。"
        yield f"已审结行政复议{reviews - pending}件。"
    if reviews + suits:
        yield f"因政府信息公开引起的行政复议、行政诉讼共{reviews + suits}件。"
        yield f"行政复议{reviews}件，行政诉讼{suits}件。"
    if not case("reconsideration", "corrected"):
        yield "未发生行政复议被纠正的情况。"
    earlier = draft.earlier
    if earlier is not None and new:
        before = int(earlier.cells["applications.received.total"])
        if before and before != new:
            word = "增长" if new > before else "下降"
            yield (
                f"收到政府信息公开申请{new}件，较上年的{before}件{word}"
                f"{percent(abs(new - before), before, places)}%。"
            )
            yield f"收到政府信息公开申请{new}件，比上年{'增加' if new > before else '减少'}{abs(new - before)}件。"

    yield from _beside_the_tables(draft, chance, new)
    yield from _outcomes(draft, done, row)


def _beside_the_tables(draft: Draft, chance: Random, new: int) -> Iterator[str]:
    """Yield sentences about what the tables do not count, or count otherwise."""
    many, few = chance.randint(20, 90), chance.randint(2, 9)
    yield f"作为行政复议机关，全年办理行政复议案件{many}件，审结{many - few}件。"
    yield f"行政应诉案件{many}件，负责人出庭应诉率{percent(many - few, many, 1)}%。"
    yield f"门户网站公开规范性文件{many + 300}件，政策解读{few}篇。"
    yield f"清理行政规范性文件{many}件，拟废止{few}件、拟修改{few + 1}件。"
    yield f"全年答复群众咨询{many * 3}人次，其中来电{many}人次、来访{many * 2}人次。"
    yield f"受理低保申请{many}件、宅基地审批申请{few}件。"
    yield f"发放行政许可信息公示表{many}份，公示行政处罚信息{few}条。"
    yield f"网站访问量{many / 10}万次，同比增长{many}%。"
    yield f"公开重点领域信息{many}条，占主动公开信息总量的{percent(few, many, 2)}%。"
    yield f"设立政务公开专区{few}个，接待群众{many}余人次。"
    yield f"修改错别字{many}处，整改问题{few}个，整改率100%。"
    yield f"{chance.randint(1, 12)}月，组织政务公开培训{few}次，{many}人参加。"
    yield f"下属{few}个单位公开信息{many * 9}条，各股室报送信息{many}条。"
    yield f"向申请人出具补正告知书{few}份，延期答复告知书{few + 1}份。"
    if new:
        about = chance.randint(0, new)
        yield f"申请内容主要涉及征地拆迁{about}件、规划审批{new - about}件。"
        yield f"申请内容涉及土地类的{about}件，占{percent(about, new, 1)}%。"
        yield f"平均每月收到政府信息公开申请{new // 12}件。"
        yield f"全年共受理依申请公开{new}宗，接受电话咨询{many}次。"
        yield f"市本级收到申请{new}件，县区收到申请{new * 4}件。"
        yield f"收到政府信息公开申请{new}件，较{draft.year - 3}年增长35.2%。"
        yield f"收到政府信息公开申请{new}件，较前三年平均数下降20%。"
        yield f"收到政府信息公开申请{new}件，按时办结率较上年提高3.2个百分点。"
    if new > 1:
        yield f"第一季度收到政府信息公开申请{new // 2}件。"


def _outcomes(draft: Draft, done: int, row: Callable[[str], int]) -> Iterator[str]:
    """Yield sentences about what became of the requests."""
    refused = sum(
        int(v)
        for a, v in draft.cells.items()
        if a.startswith("applications.denied_") and a.endswith(".total")
    )
    if not done:
        return
    yield f"依法不予公开{refused}件，其中属于国家秘密{row('denied_state_secret')}件。"
    yield f"因保护第三方合法权益不予公开{row('denied_third_party')}件。"
    yield f"本机关不掌握相关政府信息{row('not_held')}件，重复申请{row('repeated')}件。"
    yield f"办结申请{done}件，其中予以公开{row('granted')}件、不予公开{refused}件。"
    yield f"予以公开{row('granted')}件，占办结总数的{percent(row('granted'), done, 2)}%。"
    yield f"属于行政查询事项{row('denied_administrative_query')}件，均已告知查询途径。"


_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
