/** What the report of the four checks calls a media type: its readers are archivists. */
import { kindOf } from '../../files/kinds.ts'

/** In Chinese; a type that is rarely sent is told as it is on record, one that is not known as such. */
export const formatName = (type: string): string => kindOf(type)?.says ?? (type || '没有登记的格式')
