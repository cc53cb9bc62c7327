"""The words of the language as somebody may write them in Chinese, who has not read how they are spelt.

They are not a second spelling: a file has one form, which everybody can read. They tell what was meant.
"""

from __future__ import annotations

from collections.abc import Iterator

_WORDS = {
    # A whole file
    "cart": "购物车 订单 我的购物车",
    "rulebook": "规则书 规则集 活动",
    "title": "标题 名称 名字 商品名称 商品名 品名 活动名称",
    "currency": "货币 币种",
    "timezone": "时区",
    "version": "版本 版本号",
    "about": "说明 简介 备注",
    "extends": "继承 沿用 基于",
    "defaults": "默认 默认值 缺省",
    "sources": "来源 出处",
    "source": "来源 出处",
    "rules": "规则 优惠规则 优惠",
    "price": "价格 计价 顺序 叠加 叠加顺序 单价 售价",
    "exclude": "互斥 不同享 不叠加",
    "tax": "税 税率 税费",
    "refund": "退款 退货 退货退款",
    "protection": "价保 保价 价格保护",
    # A cart
    "at": "时间 时刻 下单时间 购买时间 付款时间",
    "balance_at": "尾款时间 付尾款时间",
    "received": "收货 收货时间 签收时间",
    "shopper": "买家 顾客 用户 购买人",
    "wallet": "钱包 卡包",
    "choices": "选择",
    "lines": "商品 商品列表 商品清单 明细 清单",
    "id": "编号 商品编号",
    "store": "店铺 商家 店 店铺名称",
    "category": "类目 分类 品类",
    "tags": "标签",
    "tag": "标签",
    "quantity": "数量 件数",
    "kind": "类型 种类",
    "list_price": "原价 划线价 吊牌价",
    "attributes": "属性",
    "coupons": "优惠券 券 红包",
    "balances": "余额 购物金",
    "use": "使用 用",
    "skip": "不用 跳过",
    "reading": "读法 解释",
    # A rule
    "on": "范围 适用 适用范围 适用商品",
    "when": "条件 时段 时间 什么时候",
    "window": "时段 时间段 时间窗 活动时间",
    "hours": "钟点 每天时段",
    "member": "会员",
    "new": "新人 新客",
    "region": "地区",
    "payment": "支付方式 付款方式 付款",
    "from": "门槛 满 满额 开始 开始时间 起",
    "until": "结束 结束时间 截止 止",
    "needs": "要求 前提 条件",
    "per": "按",
    "each": "每件 每个 每",
    "every": "每满 每",
    "take": "取 扣 优惠 减免",
    "off": "减 立减 满减 折扣 打折 优惠金额",
    "to": "一口价 特价 到手价",
    "tiers": "阶梯 档位",
    "give": "返 返还 返利 赠 送",
    "deposit": "定金 订金",
    "counts": "抵 抵扣 膨胀 可抵",
    "balance": "尾款 余额",
    "cap": "封顶 上限 最多",
    "limit": "限次 次数 限购",
    "floor": "底价 最低 下限",
    "round": "取整 舍入",
    "funded_by": "出资 承担方",
    "if_promised": "如果 若兑现",
    "by": "期限 截止",
    "chance": "概率 中奖率",
    "stage": "阶段",
    # A policy
    "method": "方式 方法",
    "within": "天数 期限 天内",
    "after": "起算 之后",
    "benefits": "权益 赠送权益",
    "postage": "邮费 运费",
    "fee": "手续费 退货费",
    "law": "法律 法条",
    # What stands behind a key
    "piece": "件",
    "pieces": "件 件数",
    "line": "行 商品行",
    "order": "订单 整单 单",
    "receipt": "收货 签收",
    "coupon": "优惠券 券",
    "points": "积分",
    "cash": "现金 返现",
    "voucher": "代金券 券",
    "never": "不退 从不",
    "share": "按比例 分摊",
    "first": "先",
    "last": "后",
    "lost": "不退",
    "back": "退回 退",
    "keep": "保留",
    "merchant": "商家",
    "all": "全部",
}


def words_meant(word: str) -> Iterator[str]:
    """The words of the language that a Chinese one may stand for, likeliest first.

    >>> list(words_meant("定金")), list(words_meant("来源"))
    (['deposit'], ['sources', 'source'])
    """
    asked = word.strip()
    yield from (meant for meant, written in _WORDS.items() if asked in written.split())
