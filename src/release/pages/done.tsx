/** What was just done with an item or a change, and what comes next; and what of its words no font has. */

/** By the word that the address of the page carries: what the office just did, as whoever did it reads it. */
const SAYS = {
  published: '已经公布，公众现在就可以查到。有不妥的，在本页更正或者撤回。',
  corrected: '更正已经公布，公众现在看到的是更正后的内容。',
  restored: '已经恢复公开，原地址重新可以打开。',
  withdrawn: '已经撤回，原地址只显示已经撤回和理由。需要的，可以在本页恢复公开。',
  proposed: '已经提交审核，三次审核都同意以后公布。现在等待初审，由提出人以外的人办理。',
  read: '意见已经记录，谢谢。现在等待下一次审核，由没有审核过的人办理。',
  refused: '不同意的意见已经记录，这一项到此结束，没有公布。需要公布的，修改后重新提出。',
} as const

/** The sentence for what an address says was done; undefined where it says nothing that we know. */
export const doneSays = (done: string | undefined): string | undefined =>
  done !== undefined && Object.hasOwn(SAYS, done) ? SAYS[done as keyof typeof SAYS] : undefined

export const Done = ({ says }: { says: string | undefined }) =>
  says === undefined ? null : (
    <p class="note" role="status" data-done>
      {says}
    </p>
  )

/** A page may still show them by a font of its reader; a print or a letter has 〓 in their place. */
export const Unprinted = ({ what }: { what: string | undefined }) =>
  what === undefined ? null : (
    <p class="note soon" data-unprinted>
      <span aria-hidden="true">◇ </span>
      {`标题或者概述里的${what}，字库里没有，公众可能看不到，打印为“〓”。请核对是否误写；确需使用的，在概述中另行说明。`}
    </p>
  )
