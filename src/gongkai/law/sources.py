"""Sources of the public-notice rules: laws and ministry rules that set how long something is shown. Source: 各条自注。"""

from datetime import date

from gongkai.law.citation import Source, Standing

SINGLE = Standing.SINGLE_SOURCE

# fmt: off
MINIMUM_LIVING = Source("最低生活保障审核确认办法", "最低生活保障审核确认办法", "民发〔2021〕57号")
DESTITUTE = Source("特困人员认定办法", "特困人员认定办法", "民发〔2021〕43号", date(2021, 7, 1), standing=SINGLE, note="文号未核")
MEDICAL_PRACTICE = Source("2018年关于临时救助的意见", "", "2018年临时救助意见", standing=SINGLE)
FARMLAND_SUBSIDY = Source("宁夏耕地地力保护补贴实施方案", "", "宁农（计）发〔2019〕48号", standing=SINGLE, note="银川兴庆区转发；四川盐边同样为 7 日")
BENEFIT_DISCLOSURE = Source("惠民惠农财政补贴资金公开文件", "", "财办〔2020〕37号", standing=SINGLE, note="原文未见")
LAND_RULES = Source("中华人民共和国土地管理法实施条例", "土地管理法实施条例", standing=SINGLE)
HOUSE_EXPROPRIATION = Source("国有土地上房屋征收与补偿条例", "国有土地上房屋征收与补偿条例", standing=SINGLE)
PLANNING = Source("中华人民共和国城乡规划法", "城乡规划法")
CIVIL_SERVANTS = Source("中华人民共和国公务员法", "公务员法")
CONSCRIPTION = Source("征兵工作条例", "征兵工作条例", standing=SINGLE)
PROCUREMENT_RULES = Source("中华人民共和国政府采购法实施条例", "政府采购法实施条例", standing=SINGLE)
TENDER_RULES = Source("中华人民共和国招标投标法实施条例", "招标投标法实施条例", standing=SINGLE)
DISASTER_RELIEF = Source("自然灾害救助条例", "自然灾害救助条例", standing=SINGLE)
FARMLAND_TO_FOREST = Source("退耕还林条例", "退耕还林条例", standing=SINGLE)
FARM_INSURANCE = Source("农业保险条例", "农业保险条例", standing=SINGLE)
# fmt: on
