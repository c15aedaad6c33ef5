/** Names in the environment that are nearly those of a setting: whoever wrote them believes that they are in force. */
import { WANTED } from './settings.ts'

/** Set by systems and shells, and near one of ours all the same. */
const OF_OTHERS = new Set(['HOSTNAME', 'PORTS', 'ROLES', 'LOGNAME', 'BLOG'])
const ALSO_OURS = [
  ...[
    'OIDC_CLIENT_ID',
    'OIDC_CLIENT_SECRET',
    'OIDC_ACR',
    'CITIZEN_OIDC_CLIENT_ID',
    'CITIZEN_OIDC_CLIENT_SECRET',
    'S3_ACCESS_KEY_ID',
    'S3_SECRET_ACCESS_KEY',
  ],
  ...['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
]
/** Short names are near anything. */
const SHORTEST = 6

/** @returns each with the setting that was meant */
export function misspelt(env: Readonly<Record<string, string | undefined>>): { name: string; meant: string }[] {
  const ours = [...new Set([...Object.keys(WANTED), ...ALSO_OURS])]
  return Object.keys(env).flatMap((name) => {
    const plain = name.toUpperCase().replaceAll('-', '_')
    if (ours.includes(name) || OF_OTHERS.has(name) || plain.length < SHORTEST) return []
    const meant = ours.find((one) => one.length >= SHORTEST && distance(plain, one) <= (one.length > 9 ? 2 : 1))
    return meant ? [{ name, meant }] : []
  })
}

/** How many letters are to be put in, left out, replaced, or exchanged with their neighbour (Damerau, optimal alignment). */
function distance(one: string, other: string): number {
  let before: number[] = []
  let row = Array.from({ length: other.length + 1 }, (_, i) => i)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      const isExchanged = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      const same = one[i - 1] === other[j - 1] ? 0 : 1
      next.push(
        Math.min(
          row[j]! + 1,
          next[j - 1]! + 1,
          row[j - 1]! + same,
          isExchanged ? before[j - 2]! + 1 : Number.MAX_VALUE,
        ),
      )
    }
    before = row
    row = next
  }
  return row[other.length]!
}
