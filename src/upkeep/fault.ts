/** Why nothing was backed up, restored or swept, for programs and for people. The codes are listed in src/README.md. */
const FAULTS = {
  FOLDER_NOT_EMPTY: '请换一个空的文件夹；每次备份各用一个。',
  FOLDER_UNUSABLE: '请换一个可以写入的普通文件夹。没有备份任何内容。',
  NOTHING_HERE:
    '请核对 DATA_DIR 和 DATABASE_URL，以服务的设置再运行一次；确是新装的，请先运行 npm start。没有改动任何内容。',
  NOTHING_TO_BACK_UP: '请核对 DATA_DIR 和 DATABASE_URL 指向要备份的数据。',
  KEYS_INSIDE: '密钥要与备份分开存放，请用 --keys 指定备份文件夹以外的位置。',
  KEYS_OF_ANOTHER: '请用 --keys 指定另一个文件夹；原有的密钥没有改动。',
  BACKUP_INCOMPLETE: '请核对文件夹；清单在备份的最后写入，没有清单的，备份没有做完，请换用另一份备份。',
  BACKUP_DAMAGED: '请换用另一份完好的备份，或者重新复制这一份。没有恢复任何内容。',
  EDITION_OTHER: '请用作出这份备份的版本恢复。没有恢复任何内容。',
  BACKUP_NEWER: '请先把程序升级到作出备份的版本或者更新的版本。没有恢复任何内容。',
  KEYS_MISSING: '请用 --keys 指定单独保管的密钥文件夹，或者在 SECRET_KEY 中给出密钥。没有恢复任何内容。',
  KEYS_NOT_SERVED:
    '请先把新的密钥写在 SECRET_KEYS（或者 DATA_DIR/secret-key）的最前面，重新启动每一个服务进程，再更换。没有改动任何内容。',
  KEYS_STILL_SEALING: '请以新的密钥重新启动每一个服务进程，再运行一次 keys rotate。已经更换的保持不变。',
  KEYS_HANDED_OVER: '请从办理交接的机器的 DATA_DIR 复制 signing.key，再运行一次。没有改动任何内容。',
  KEYS_TOO_MANY: '请另建一个系统，以新的名称签名，并重新公布公钥。没有改动任何内容。',
  NEVER_STARTED: '请先启动一次服务，再交接签名密钥。没有改动任何内容。',
  KEYS_WRONG: '请找到与这份备份同时保存的密钥：没有它，证件号码不能解密，申请人的查询码全部失效。没有恢复任何内容。',
  DATABASE_NOT_EMPTY: '请建一个空的数据库（或者用一个空的 DATA_DIR）再恢复；要放弃原有数据的，由您自行删除。',
  DATABASE_IN_USE: '请先停止正在运行的服务，再恢复。',
  NOT_OWNER: '请在 DATABASE_OWNER_URL 中给出表的所有者的地址；npm run -s ysqgk -- db roles 会列出两个角色。',
  FILES_NOT_EMPTY: '请用一个空的 DATA_DIR（BLOB_URL）再恢复；要放弃原有文件的，由您自行删除。',
  OTHER_DATABASE: '请核对 DATABASE_URL 和 BLOB_URL 属于同一个系统。没有移动任何文件。',
} as const

/** Says what happened; the remedy follows from the code. */
export class UpkeepFault extends Error {
  readonly code: keyof typeof FAULTS
  readonly remedy: string
  constructor(code: keyof typeof FAULTS, what: string) {
    super(what)
    this.name = 'UpkeepFault'
    this.code = code
    this.remedy = FAULTS[code]
  }
}

/** Every code, for the list of them. */
export const FAULT_CODES = Object.keys(FAULTS)
