"""Sentences about an organ's own year, of which no two invented organs have the same by chance."""

from __future__ import annotations

from random import Random

_ACTS = (
    "逐项说明 集中听取 现场演示 分批回访 上门核实 联合检查 专题研究 公开征集 季度通报 网上直播 入户宣讲 对照整改"
).split()
_MATTERS = (
    "老旧小区加装电梯补贴 灌区渠道清淤工期 校园周边停车泊位 乡村医生签约服务 公交线路末班时间 河湖岸线保洁责任 冬季供暖测温点位"
    " 小微企业贷款贴息 社区食堂用餐价格 殡葬服务收费公示 危房改造验收名单 农机购置补贴进度 夜间施工许可时段 农贸市场快检结果"
    " 山洪预警广播站点 义务教育划片范围 燃气管道更新路段 残疾人辅具适配 城市内涝积水点位 高龄津贴发放批次 耕地轮作试点地块"
    " 公租房轮候排名 古树名木保护档案 公共厕所开放时段 电动自行车充电棚 疫苗接种门诊排班 污水管网接户工程 村集体资产租赁"
    " 文化站免费培训班 退役军人就业专场 林区防火检查站 食品小作坊登记 道路命名征求意见 图书馆闭馆调整 垃圾分类投放站点 水库移民后期扶持"
    " 护林员聘用结果 旱厕改造补助标准 渔船休渔补贴核算 桥梁限重绕行方案"
).split()


def own_sentences(chance: Random, count: int) -> list[str]:
    """Return sentences with marks for the organ and two numbers: see :func:`printed`."""
    matters = chance.sample(_MATTERS, count)
    return [
        f"{'{organ}' if n % 5 == 0 else ''}{chance.choice(_ACTS)}{matter}，"
        "{0}名工作人员参加，历时{1}天。"
        for n, matter in enumerate(matters)
    ]


def printed(sentences: list[str], organ: str, chance: Random) -> list[str]:
    """Return sentences as an organ prints them, with numbers of its own."""
    return [s.format(chance.randint(2, 90), chance.randint(2, 60), organ=organ) for s in sentences]
