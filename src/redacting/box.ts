/**
 * Places on a page as a reader sees it: its crop box, turned as it is shown, in points from the upper left corner. Programs that
 * read a page in another unit are brought to these by the page's own size.
 */

/** From the upper left corner to the lower right one, in points. */
export type Box = { x0: number; y0: number; x1: number; y1: number }

/** In points. */
export const widthOf = ({ x0, x1 }: Box): number => x1 - x0
/** In points. */
export const heightOf = ({ y0, y1 }: Box): number => y1 - y0

/** How much of the first lies within the second, from 0 to 1; of one without area, whether its middle does. */
export function shareWithin(one: Box, other: Box): number {
  const width = Math.min(one.x1, other.x1) - Math.max(one.x0, other.x0)
  const height = Math.min(one.y1, other.y1) - Math.max(one.y0, other.y0)
  if (width < 0 || height < 0) return 0
  const area = widthOf(one) * heightOf(one)
  return area > 0 ? (width * height) / area : 1
}

/** The smallest that holds all of these, of which there is at least one. */
export const around = (boxes: readonly Box[]): Box => ({
  x0: Math.min(...boxes.map(({ x0 }) => x0)),
  y0: Math.min(...boxes.map(({ y0 }) => y0)),
  x1: Math.max(...boxes.map(({ x1 }) => x1)),
  y1: Math.max(...boxes.map(({ y1 }) => y1)),
})

/** Larger by so much on each side, and no larger than the page. */
export const widened = (box: Box, by: number, page: { width: number; height: number }): Box => ({
  x0: Math.max(0, box.x0 - by),
  y0: Math.max(0, box.y0 - by),
  x1: Math.min(page.width, box.x1 + by),
  y1: Math.min(page.height, box.y1 + by),
})
