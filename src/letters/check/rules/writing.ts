import { type Fault, isOutgoing, rule, toApplicant } from '../subject.ts'
import { inBody, lineOf, lineWith, unquoted } from '../tokens.ts'

const person = rule({
  id: 'FIRST_PERSON',
  severity: 'warning',
  article: '党政机关公文处理工作条例第十九条',
  zh: '自称用“本机关”',
  applies: isOutgoing,
  check: ({ lines }) =>
    inBody(lines).flatMap(({ own, at }) => {
      const match =
        /(?<!自)我(?:局|办|委|厅|部|府|单位|镇|乡|街道|机关|们)|(?:^|[，。；：、由向经对与和请至送])本(?:局|厅|委|办)(?![法事公理面员长室])/.exec(
          unquoted(own),
        )
      return match
        ? [
            {
              says: `自称写成“${match[0].replace(/^[，。；：、由向经对与和请至送]/, '')}”。`,
              remedy: '统一写“本机关”。',
              line: at,
            },
          ]
        : []
    }),
})

const brackets = rule({
  id: 'NUMBER_BRACKETS',
  severity: 'warning',
  article: 'GB/T 9704 7.2.5',
  zh: '引用的文号用六角括号',
  applies: isOutgoing,
  check: ({ lines }) =>
    lines.flatMap(({ own, part, at }) => {
      const match =
        part === 'body' || part === 'attachment'
          ? /[\p{Script=Han}][[（(【［](?:19|20)\d\d[\]）)】］]第?\d+号/u.exec(own)
          : null
      return match ? [{ says: `“${match[0].slice(1)}”没有用六角括号。`, remedy: '改为〔〕。', line: at }] : []
    }),
})

const numerals = rule({
  id: 'DATE_NUMERALS',
  severity: 'warning',
  article: 'GB/T 9704 7.3.5.4',
  zh: '日期用阿拉伯数字，月、日不编虚位',
  applies: isOutgoing,
  check: ({ lines }) =>
    lines.flatMap(({ own, part, at }) => {
      const match =
        part === 'attachment'
          ? null
          : /[一二三四五六七八九〇零○]{4}年[一二三四五六七八九十]{1,2}月|\d{4}年(?:0\d月|\d{1,2}月0\d日)|[０-９]{4}年/.exec(
              unquoted(own),
            )
      return match
        ? [
            {
              says: `“${match[0]}”的写法不合格式。`,
              remedy: '写成2026年3月2日：阿拉伯数字，月、日不编虚位。',
              line: at,
            },
          ]
        : []
    }),
})

const citationNumerals = rule({
  id: 'CITATION_NUMERALS',
  severity: 'warning',
  article: 'GB/T 15835；条例（国务院令第711号）',
  zh: '条、款、项用汉字',
  applies: isOutgoing,
  check: ({ lines }) =>
    inBody(lines).flatMap(({ own, at }) => {
      const match = /(?:条例|法|解释|规定)》?第\d+条|第\d+款|第[（(]\d+[）)]项/.exec(unquoted(own))
      return match ? [{ says: `“${match[0]}”用了阿拉伯数字。`, remedy: '写成第三十六条第（四）项。', line: at }] : []
    }),
})

const NOTHING_HERE = /[此本]页无正文|以下无正文/
const noText = rule({
  id: 'NO_TEXT_ON_PAGE',
  severity: 'warning',
  article: 'GB/T 9704 7.3.5.5',
  zh: '不写“此页无正文”',
  applies: isOutgoing,
  check: ({ lines }) => {
    const line = lineWith(lines, NOTHING_HERE)
    return line === undefined ? [] : [{ says: '公文不写“此页无正文”。', remedy: '删去，由版式处理。', line }]
  },
})

const attachmentNames = rule({
  id: 'ATTACHMENT_NAMES',
  severity: 'warning',
  article: 'GB/T 9704 7.3.4',
  zh: '附件名称不加标点、不自编序号',
  applies: ({ letter }) => letter.attachments.length > 0,
  check: ({ letter, lines }) =>
    letter.attachments.flatMap((name, i): Fault[] =>
      /[。；，;,.]$/.test(name) || /^(?:\d+[.、．]|（\d+）|[一二三四五]、|附件\d?[：:])/.test(name)
        ? [
            {
              says: `附件“${name.slice(0, 20)}”带有标点或者序号。`,
              remedy: '只写名称，序号由系统编。',
              line: (lineOf(lines, 'attachment') ?? 0) + i,
            },
          ]
        : [],
    ),
})

const doubled = rule({
  id: 'PUNCTUATION_DOUBLED',
  severity: 'warning',
  article: 'GB/T 15834',
  zh: '标点没有重复',
  applies: isOutgoing,
  check: ({ lines }) =>
    inBody(lines).flatMap(({ own, at }) => {
      const match = /[，。；：、]{2,}|[，；：、][。]|（）|“”|《》/.exec(own)
      return match ? [{ says: `标点“${match[0]}”重复或者落空。`, remedy: '删去多余的标点。', line: at }] : []
    }),
})

const polite = rule({
  id: 'POLITE_WORDS',
  severity: 'hint',
  article: '党政机关公文处理工作条例第十九条',
  zh: '不用客套话',
  applies: toApplicant,
  check: ({ lines }) => {
    const line = lineWith(inBody(lines), /感谢您|谢谢|敬请谅解|请予谅解|此致|敬礼|敬请理解|深表歉意/)
    return line === undefined ? [] : [{ says: '有客套话。', remedy: '删去。', line }]
  },
})

export const writingRules = [person, brackets, numerals, citationNumerals, noText, attachmentNames, doubled, polite]
