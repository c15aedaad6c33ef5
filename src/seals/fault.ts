/** What can be wrong with a seal, by name. The sentence is for the administrator who installs it. */
export const FAULTS = {
  NOT_PKCS12: '这不是 PKCS#12 文件（.p12、.pfx），或者文件已经损坏。请从证书机构重新导出，包含私钥和证书链',
  PASSWORD_WRONG: '口令不正确，文件打不开',
  ENCRYPTION_UNSUPPORTED:
    '文件使用的加密方式不能读取。请用 OpenSSL 3 转换后再安装：先运行 openssl pkcs12 -legacy -in 旧文件.p12 -out 中间文件.pem，' +
    '再运行 openssl pkcs12 -export -in 中间文件.pem -out 新文件.p12，然后删除中间文件',
  KEY_MISSING: '文件里没有私钥。请重新导出，选择“包含私钥”',
  CERTIFICATE_MISSING: '文件里没有证书。请重新导出，包含证书',
  KEY_DOES_NOT_FIT: '文件里的私钥与证书不是一对',
  KEY_UNSUPPORTED: '只支持 RSA（2048 位以上）和 ECDSA P-256 的证书；国密 SM2 证书需要相应的印章服务',
  CERTIFICATE_USE: '这张证书的用途不包括数字签名',
  SELF_SIGNED: '这是自签名证书：没有证书机构为它证明，阅读软件会提示签名不可信。确要使用的，请勾选确认',
  CERTIFICATE_EXPIRED: '证书已经过期',
  CERTIFICATE_NOT_YET: '证书还没有生效',
  PICTURE_KIND: '印章图片应当是带透明背景的 PNG（8 位 RGBA 或者调色板，不交错）',
  PICTURE_SIZE: '印章图片裁去空白后应当接近正方形，边长 300 到 2400 像素',
  PICTURE_OPAQUE: '印章图片的背景应当透明，印文以外不能有底色',
  PICTURE_COLOUR: '印章应当是红色',
  SEAL_UNREADABLE: '已安装的印章打不开：SECRET_KEY 与安装时不同，或者数据损坏。请恢复原来的 SECRET_KEY，或者重新安装',
  SIGNATURE_TOO_LARGE: '签名连同证书链超出了文件里预留的位置',
  TIMESTAMP_NOT_LISTED:
    '时间戳服务不在许可名单里，没有连接。请运维人员在设置 TIMESTAMP_AUTHORITIES 中列入，或者安装新的一版印章',
  TIMESTAMP_PRIVATE:
    '时间戳服务的域名解析到内部地址，没有连接。确在内部网络的，请运维人员在设置 TIMESTAMP_AUTHORITIES 中写 IP 地址',
  TIMESTAMP_UNREACHABLE: '时间戳服务没有应答',
  TIMESTAMP_REFUSED: '时间戳服务拒绝了请求',
  TIMESTAMP_WRONG: '时间戳与签名不符，或者不能验证',
} as const
/** Stable: programs tell faults apart by it. */
export type SealFaultCode = keyof typeof FAULTS

/** A fault of a seal by its code; `detail` says in brackets which one of its kind. */
export class SealFault extends Error {
  override name = 'SealFault'
  readonly code: SealFaultCode
  constructor(code: SealFaultCode, detail = '', cause?: unknown) {
    // Behind what is wrong, before what to do.
    super(detail ? FAULTS[code].replace(/。|$/, (end) => `（${detail}）${end}`) : FAULTS[code], { cause })
    this.code = code
  }
}
