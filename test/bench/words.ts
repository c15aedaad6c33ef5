/** What a county's papers are about: enough words that a search meets rare ones and common ones. Nothing of it exists. */
export const ROADS = '梨花 竹林 青石 柳荫 桂香 梧桐 清水 松涛 望江 石桥 荷塘 枫林 杏坛 榆钱 芦苇 樟树'.split(' ')
export const MATTERS =
  '危旧房改造 河道整治 加装电梯 学区划分 停车收费 土地出让 设备采购 垃圾分类 排污口排查 征收补偿'.split(' ')
export const PAPERS = '方案 批复 通知 验收报告 预算 决算 补贴标准 公示 合同 汇总表'.split(' ')
export const PLACES = ['路', '街', '巷']
export const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张']
export const GIVEN = [...'一二三四五六七八九十甲乙丙丁戊己庚辛壬癸东南西北']
