import { citationsIn } from '../statutes.ts'
import { type Fault, isOutgoing, rule } from '../subject.ts'
import { inBody, sentencesOf, unquoted } from '../tokens.ts'

/**
 * What the articles of 2007 (国务院令第492号) said under numbers that mean something else today. The words beside the
 * number give the old text away; the number alone may be cited rightly.
 */
const OLD: readonly { article: number; meant: RegExp; now: string }[] = [
  { article: 8, meant: /危及|国家安全|公共安全|经济安全|社会稳定/, now: '第十四条' },
  { article: 13, meant: /特殊需要|生产、生活、科研|申请获取/, now: '第二十七条' },
  { article: 14, meant: /商业秘密|个人隐私/, now: '第十五条' },
  { article: 17, meant: /负责公开|谁制作|制作.{0,12}公开/, now: '第十条' },
  { article: 20, meant: /申请应当|身份证明|特征性描述|形式要求|书面形式/, now: '第二十九条' },
  { article: 21, meant: /^(?!.*主动公开).*(不存在|不予公开|不属于|答复|予以公开|途径|告知)/s, now: '第三十六条' },
  { article: 22, meant: /区分处理|可以公开的.{0,6}内容|不应当公开/, now: '第三十七条' },
  { article: 23, meant: /第三方|商业秘密|个人隐私|征求/, now: '第十五条、第三十二条' },
  { article: 24, meant: /答复|延长/, now: '第三十三条' },
  { article: 25, meant: /更正|与其自身|不准确/, now: '第四十一条' },
  { article: 26, meant: /要求的形式|形式予以提供|查阅|抄录|复制件/, now: '第四十条' },
  { article: 27, meant: /收取|费用|成本/, now: '第四十二条' },
  { article: 33, meant: /行政复议|行政诉讼|举报/, now: '第五十一条' },
]

const numbering = rule({
  id: 'ARTICLE_NUMBERING_2007',
  severity: 'error',
  article: '条例（2019年修订）',
  zh: '没有用2007年条例的条号',
  applies: isOutgoing,
  check: ({ lines, letter }) =>
    inBody(lines)
      .flatMap(({ own, at }) =>
        sentencesOf(unquoted(own)).flatMap((sentence): Fault[] =>
          citationsIn(sentence)
            .filter(({ statute }) => statute === 'regulation')
            .flatMap(({ article, text }) => {
              const old = OLD.find((each) => each.article === article && each.meant.test(sentence))
              // Art 14 speaks of 2007 only where Art 15, today's home of secrets of business, is not beside it.
              if (!old || (article === 14 && /第十五条|第15条/.test(sentence))) return []
              const now = `现行条例为${old.now}`
              return [{ says: `“${text}”用在这里是2007年条例的条号，${now}。`, remedy: `改为${old.now}。`, line: at }]
            }),
        ),
      )
      .filter(() => letter.format === 'letter'),
})

const REPEALED: readonly { pattern: RegExp; from: string; says: string; remedy: string }[] = [
  {
    // Under its title as well; that it was repealed may be said.
    pattern:
      /(?:法释\s*[〔[［(（]?\s*2011\s*[〕\]］)）]?\s*17\s*号|审理政府信息公开行政案件若干问题的规定)(?!.{0,24}废止)/,
    from: '2025-06-01',
    says: '法释〔2011〕17号自2025年6月1日起废止。',
    remedy: '改引法释〔2025〕8号。',
  },
  {
    pattern: /国务院令第\s*492\s*号|政府信息公开条例》?（?2007|政府信息公开条例》?（2008/,
    from: '2019-05-15',
    says: '国务院令第492号公布的条例已经修订，自2019年5月15日起适用国务院令第711号。',
    remedy: '删去旧令号，引用现行条例。',
  },
  {
    pattern: /行政复议法》?（(1999|2009|2017)/,
    from: '2024-01-01',
    says: '行政复议法已于2023年修订，自2024年1月1日起施行，旧法不再适用。',
    remedy: '引用现行行政复议法。',
  },
]

const repealed = rule({
  id: 'LAW_REPEALED',
  severity: 'error',
  article: '法释〔2025〕8号；国务院令第711号；行政复议法（2023年修订）',
  zh: '没有引用废止的规定',
  applies: isOutgoing,
  check: ({ lines, on }) =>
    inBody(lines).flatMap(({ own, at }) =>
      REPEALED.filter(({ pattern, from }) => on >= from && pattern.test(unquoted(own))).map(({ says, remedy }) => ({
        says,
        remedy,
        line: at,
      })),
    ),
})

/** The numbers under which the old Acts gave the period, the body and the suit; today they speak of other things. */
const OLD_REMEDIES = { reconsideration: [9, 12, 13, 14, 15, 16, 30], litigation: [37, 38, 39] } as const

const remedyNumbering = rule({
  id: 'REMEDY_ARTICLE_OLD',
  severity: 'error',
  article: '行政复议法第二十条、第二十三条至第二十八条；行政诉讼法第四十四条至第四十六条',
  zh: '救济途径引用现行法的条号',
  applies: (reading) => isOutgoing(reading) && reading.on >= '2024-01-01',
  check: (reading) =>
    inBody(reading.lines).flatMap(({ own, at }) =>
      sentencesOf(unquoted(own))
        .filter((sentence) => /申请行政复议|提起(行政)?诉讼/.test(sentence))
        .flatMap((sentence) => citationsIn(sentence))
        .filter(
          ({ statute, article }) =>
            statute !== 'regulation' && (OLD_REMEDIES[statute] as readonly number[]).includes(article),
        )
        .map(({ text, statute }) => {
          const act =
            statute === 'reconsideration'
              ? '行政复议法第二十条、第二十三条至第二十八条'
              : '行政诉讼法第四十四条至第四十六条'
          return { says: `告知救济途径引用的“${text}”是旧法的条号。`, remedy: `改引${act}。`, line: at }
        }),
    ),
})

export const oldLawRules = [numbering, repealed, remedyNumbering]
