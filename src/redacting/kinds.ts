/** Which files can be redacted, if the programs are there that it takes. */

const PICTURES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif']
const OFFICE: Record<string, string> = {
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/msword': 'doc',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.ms-works': 'wps',
  'text/plain': 'txt',
}
const bare = (type: string) => type.split(';')[0]!.trim()

/** What a file is to whoever makes a PDF of it; undefined of what cannot become one here. */
export function kindOf(type: string): { is: 'pdf' | 'picture' } | { is: 'office'; ending: string } | undefined {
  const kind = bare(type)
  if (kind === 'application/pdf') return { is: 'pdf' }
  if (PICTURES.includes(kind)) return { is: 'picture' }
  const ending = OFFICE[kind]
  return ending ? { is: 'office', ending } : undefined
}

/** Could it be redacted, if the programs were there? */
export const isRedactable = (type: string): boolean => kindOf(type) !== undefined
