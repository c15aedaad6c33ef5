/**
 * How an office checks that has set nothing of its own: an example, and called one wherever it is shown. No authority prescribes a
 * sheet for this; each office replaces it with its own (`/spot-checks/rules`).
 */
import type { Rules } from './tables.ts'

export const EXAMPLE: Rules = {
  perStratum: 2,
  title: '示例评分表（供参考，请换成本机关的评分表）',
  items: [
    { name: '登记和告知', points: 10, help: '登记及时、编号完整，收到的方式和日期有凭据。' },
    { name: '补正', points: 10, help: '需要补正的一次性告知，事项明确、期限合理；不需要补正的没有要求补正。' },
    { name: '征求意见和会商', points: 10, help: '涉及第三方、其他机关的依法征求意见，期限和告知齐全。' },
    { name: '检索和审查', points: 20, help: '检索的范围、关键词有记录；保密审查、公开审查有结论和理由。' },
    { name: '答复期限', points: 20, help: '在法定期限以内答复；延期经批准并告知。' },
    { name: '答复内容', points: 20, help: '逐项答复，适用条款正确，理由充分，救济途径和期限正确。' },
    { name: '送达和归档', points: 10, help: '送达方式合法，有送达凭证；卷内材料齐全。' },
  ],
}
