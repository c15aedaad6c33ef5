/**
 * The words that titles and names of agencies are made of. A list of our own and not the dictionary of the runtime, whose
 * editions differ: the same letter breaks at the same places for good.
 */

/** Longest first: 政府信息公开 before 政府信息. */
const WORDS = [
  '政务服务和数据管理',
  '高新技术产业开发区',
  '人力资源和社会保障',
  '城市管理和综合执法',
  '公共资源交易中心',
  '经济技术开发区',
  '自由贸易试验区',
  '自然资源和规划',
  '住房和城乡建设',
  '政府信息公开',
  '市场监督管理',
  '经济和信息化',
  '有限责任公司',
  '环境影响评价',
  '管理委员会',
  '街道办事处',
  '文化和旅游',
  '发展和改革',
  '政府信息',
  '信息公开',
  '人民政府',
  '工作机构',
  '政务服务',
  '自然资源',
  '生态环境',
  '社会保障',
  '城乡建设',
  '综合执法',
  '城市管理',
  '应急管理',
  '退役军人',
  '乡村振兴',
  '农业农村',
  '卫生健康',
  '医疗保障',
  '行政审批',
  '人力资源',
  '交通运输',
  '领导小组',
  '有限公司',
  '服务中心',
  '委员会',
  '办公室',
  '第三方',
  '申请人',
  '申请书',
  '答复书',
  '告知书',
  '通知书',
  '意见书',
  '确认函',
  '登记表',
  '处理费',
  '自治区',
  '自治州',
  '自治县',
  '开发区',
  '管理处',
  '管理所',
  '申请',
  '征求',
  '意见',
  '信息',
  '公开',
  '不予',
  '部分',
  '补正',
  '延期',
  '答复',
  '行政',
  '机关',
  '决定',
  '管理',
  '服务',
  '规划',
  '住房',
  '监督',
  '社会',
  '市场',
  '城市',
  '城乡',
  '乡镇',
  '村镇',
  '水利',
  '财政',
  '审计',
  '教育',
  '文化',
  '旅游',
  '股份',
  '集团',
  '分局',
  '支队',
  '大队',
  '执法',
  '事务',
  '公安',
  '司法',
  '民政',
  '统计',
  '信访',
  '中心',
  '环境',
  '影响',
  '评价',
  '文件',
  '建议',
  '批复',
  '工程',
  '项目',
  '整治',
  '河道',
  '建设',
  '改造',
  '征收',
  '补偿',
  '方案',
  '规定',
  '办法',
  '通知',
  '公告',
  '报告',
  '决算',
  '预算',
  '土地',
  '房屋',
  '国有',
  '集体',
  '安置',
  '采购',
  '招标',
  '投标',
  '合同',
  '登记',
  '许可',
  '处罚',
  '复议',
  '诉讼',
  '材料',
  '情况',
  '有关',
  '关于',
  '事项',
  '证明',
  '档案',
  '名单',
  '标准',
  '收费',
  '价格',
  '工作',
  '申报',
  '审批',
  '验收',
  '调查',
  '事故',
  '处理',
  '结果',
  '说明',
  '理由',
  '延长',
  '期限',
]

/** What closes the name of a place or of an agency. */
const ENDS = new Set('省市县区州旗盟乡镇村局委厅办院所站处队会部司科署')

const RUN = /^[\w.]+|^./su

type Word = { text: string; known: boolean }

function* read(text: string): Generator<Word> {
  for (let rest = text; rest !== ''; ) {
    const known = WORDS.find((each) => rest.startsWith(each))
    const word = known ?? RUN.exec(rest)![0]
    yield { text: word, known: known !== undefined }
    rest = rest.slice(word.length)
  }
}

/** A text at its joints: known words whole, all else by characters, marks with what they close. */
export function wordsOf(text: string): string[] {
  const words: string[] = []
  for (const { text: word } of read(text)) {
    // 彝族自治县 is one name, whatever the people is called.
    const tied = words.length > 0 && /^([，、。；：）》”的族]|自治[区州县])/.test(word)
    if (tied) words[words.length - 1] += word
    else words.push(word)
  }
  return words
}

/**
 * The name of an agency at its joints: 云溪区 | 人民政府 | 办公室. What is no known word belongs together up to what
 * closes it, so that no name of a place is parted.
 */
export function nameWordsOf(name: string): string[] {
  const words: string[] = []
  let open = false
  for (const { text: word, known } of read(name)) {
    const before = words.at(-1)
    const closes = !known && ENDS.has(word)
    const tied =
      closes || (open && (!known || word.startsWith('自治'))) || word === '）' || /^和$|（$/.test(before ?? '')
    if (before !== undefined && tied) words[words.length - 1] = before + word
    else words.push(word)
    open = !known && !closes && word !== '）'
  }
  return words
}
