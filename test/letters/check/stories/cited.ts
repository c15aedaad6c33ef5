/** The law that is cited: for each rule a letter that breaks it and one that keeps it. */
import { also, ask, MAY, type Row, swap } from './changes.ts'

export const CITED: Record<string, Row> = {
  ARTICLE_EXISTS: {
    hit: ['notHeld', swap('第三十六条第（四）项', '第三十六条第（八）项')],
    miss: ['registryEnquiry'],
  },
  ARTICLE_OF_OUTCOME: {
    hit: ['stateSecret', swap('第十四条', '第十三条')],
    miss: ['notHeld', swap('第三十六条第（四）项', '第三十六条第一款第四项')],
  },
  ARTICLE_OF_ANOTHER_OUTCOME: {
    hit: ['notHeld', also('同时依照《条例》第三十六条第（五）项的规定告知。')],
    miss: ['partlyDisclosed'],
  },
  ARTICLE_NOT_PRECISE: {
    hit: ['petition', swap('第三十九条第一款', '第三十九条')],
    miss: ['processInformation'],
  },
  ARTICLE_SINGLE_PARAGRAPH: {
    hit: ['notHeld', swap('第三十六条第（四）项', '第三十六条第一款第（四）项')],
    miss: ['petition'],
  },
  ARTICLE_NUMBERING_2007: {
    hit: ['disclosed', also('根据《条例》第二十一条的规定，现予答复。')],
    miss: ['alreadyPublic', also('该信息属于《条例》第二十一条规定的主动公开范围。')],
  },
  LAW_REPEALED: {
    hit: ['notHeld', also('参照法释〔2011〕17号的规定办理。')],
    miss: ['notHeld', also('参照法释〔2025〕8号的规定办理。')],
  },
  REMEDY_ARTICLE_OLD: {
    hit: ['notHeld', swap(MAY, `依照《中华人民共和国行政复议法》第九条的规定${MAY}`)],
    miss: ['notHeld', swap(MAY, `依照《中华人民共和国行政复议法》第二十条的规定${MAY}`)],
  },
  REMEDY_FIRST_ITEM: {
    hit: ['stateSecret', swap('第二十三条第一款第（四）项', '第二十三条第一款第（三）项')],
    miss: ['stateSecret'],
  },
  ARTICLE_OF_CONSULTATION: {
    hit: [
      'thirdPartyRightsUnasked',
      swap('第十五条、第三十六条第（三）项', '第十五条、第三十二条、第三十六条第（三）项'),
    ],
    miss: ['thirdPartyRightsUnasked'],
  },
  ARTICLE_OF_WITHHELD_PART: {
    hit: ['partlyDisclosed', ask({ ground: '有关规定' })],
    miss: ['partlyDisclosed', ask({ ground: '《条例》第十六条第一款' })],
  },
  PROHIBITING_LAW: {
    hit: ['prohibitedByLaw', ask({ law: '有关法律' })],
    miss: ['prohibitedByLaw', ask({ law: '《中华人民共和国统计法》第二十八条' })],
  },
  PROHIBITED_BY_LESS_THAN_LAW: {
    hit: ['prohibitedByLaw', ask({ law: '《医疗机构病历管理规定》第六条' })],
    miss: ['prohibitedByLaw', ask({ law: '《国务院关于特大安全事故行政责任追究的规定》（国务院令第302号）第十九条' })],
  },
}
