/** Room on the disks: strangers' files are not taken while there is less than the floor. */
import { statfs } from 'node:fs/promises'

const GB = 1024 ** 3

export type Room = { folder: string; free: number; floor: number }

/** Bytes. The floor is 5 % of the disk, and neither less than 1 GiB nor more than 10: the database may lie there, too. */
export async function roomOf(folder: string): Promise<Room> {
  const { bavail, blocks, bsize } = await statfs(folder)
  return { folder, free: bavail * bsize, floor: Math.min(Math.max((blocks * bsize) / 20, GB), 10 * GB) }
}
