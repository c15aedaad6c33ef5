/** What a transfer to an archive says of itself: what the archivist wrote, and the digests of its package. */

/** As the 登记表 asks for it (《电子档案移交与接收办法》, 档发〔2012〕7号). */
export type Handed = {
  /** 交接工作名称. */
  work: string
  /** 内容描述. */
  description: string
  /** 接收单位. */
  archive: string
  /** 载体类型、规格. */
  medium: string
  /** 载体起止顺序号; empty where it goes over a line. */
  carriers: string
}

/** SHA-256: of the signed statement, which binds the whole package, and of the list of what is handed over. */
export type PackageDigests = { statement: string; list: string }

export type TransferItem = { nth: number; caseId: string; reference: string; facts: number; head: string }

export type Answer = {
  accepted: boolean
  on: string
  receivedBy: string
  document: string
  why: string
  /** Cases that the archive gave back. */
  returned: readonly string[]
  by: string
  at: string
}
