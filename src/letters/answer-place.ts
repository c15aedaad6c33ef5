/** Where those who are consulted answer online: an address that they can open, or how they learn of it. */
import { outsideAddress } from '../ground/outside-address.ts'
import type { House } from '../house.ts'

/** Of a letter, which names the telephone and the way on paper, too. */
export const ASK_BY_TELEPHONE = '本机关网上答复征求意见的页面（网址请打电话询问本机关）'

/** What the letter says behind “打开”. */
export const answerPlace = ({ config }: Pick<House, 'config'>): string => {
  const address = outsideAddress(config)
  return address ? `${address}/answer` : ASK_BY_TELEPHONE
}
