/** 核验说明: how an expert proves a bag with the tools of any Linux or macOS, without us; tried in test/evidence/by-hand.test.ts. */
import { fingerprint, verifierKey } from '../../ground/checkpoint.ts'
import type { Keys } from '../../ground/keys.ts'
import { SIGNATURE, STAMP, STATEMENT } from './statement.ts'

/** The authority's root is for the reader to get: a copy that lay in the bag would prove itself. */
const STAMPED = `六、时间戳。${STAMP} 是时间戳机构对 ${STATEMENT} 签发的时间戳（RFC 3161），证明声明在其所载时刻已经存在。请从该机构
取得其根证书，存为 tsa-ca.pem；应当显示“Verification: OK”。

$ openssl ts -verify -data ${STATEMENT} -in ${STAMP} -CAfile tsa-ca.pem
`
const UNSTAMPED = `六、时间戳。本文件夹没有时间戳：导出时没有向时间戳机构申请。声明的日期只由本机关和见证方证明。
`

/** Whatever follows `$ ` is a command that can be typed as it stands. @param page SHA-256 of the page that proves it in a browser */
export function howToProve(
  base: string,
  keys: Pick<Keys, 'origin' | 'verifier'>,
  isStamped: boolean,
  page: string,
): string {
  return `核验说明

本文件夹是一件政府信息公开申请的证据，格式为 BagIt 1.0（RFC 8493）。核验不需要本系统，也不需要联网；
除 sha256sum、sha512sum、openssl 外不需要其他程序。

不用命令的，用浏览器打开“核验.html”（不联网），选择没有解压的 ZIP 文件，填入本机关公布的公钥，即可核验以下各项（第六项时间戳除外）。
本文件夹内的这一页与证据出自同一处，慎重核验的请从本机关或者其他安装本系统的机关的网站取得同一页
（/.well-known/ysqgk-verify.html），或者核对它的 SHA-256：

${page}

命令在解压后的文件夹中执行：

$ cd ${base}

一、文件是否齐全、未经改动。每一行都应当显示“OK”（成功）。

$ sha256sum -c manifest-sha256.txt
$ sha512sum -c manifest-sha512.txt
$ sha256sum -c tagmanifest-sha256.txt
$ sha512sum -c tagmanifest-sha512.txt

二、公钥是否属于本机关。key.txt 应当与本机关公布的公钥完全相同（网站 /.well-known/ysqgk-key；指纹在申请指南页面的
末尾）。本文件夹内的公钥不能证明它自己，请务必与公布的核对。指纹由下面的命令算出：

$ openssl pkey -pubin -in key.pem -outform DER | sha256sum

签名方 ${keys.origin}
公钥   ${verifierKey(keys)}
指纹   ${fingerprint(keys.verifier)}

公钥更换过的，handovers.txt 中有历次交接记录，由旧、新两个公钥共同签名（C2SP signed note）：信任其中任何一个，
就可以信任其后各个，以及其前各个在交接以前的签名。本文件夹导出以后更换的，交接记录在 /.well-known/ysqgk-key/handovers。

三、声明是否由本机关签署。应当显示“Signature Verified Successfully”。

$ openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in ${STATEMENT} -sigfile ${SIGNATURE}

四、声明的内容。${STATEMENT} 写明机关（agency）、案件（case）、记录的条数（entries）和最后一条的校验值（head），
已删除文字的记录及作出决定的记录（erased），每个文件的校验值（files）以及引用它的记录（fact：第几条；null：由记录生成），
两份清单的校验值（tags），日志的大小、根值和日期（checkpoint）。写有 audience 的，是提供给其中所列当事人的副本，不是
全卷：leftOut 是文字从略的记录（摘录在 data/extracts.jsonl），stands 是代替页所代替的文件的校验值和理由。没有写明的，
是提交人民法院、复议机关的全卷。清单与声明一致，可以这样查验：

$ grep -c "$(sha256sum manifest-sha256.txt | cut -d' ' -f1)" ${STATEMENT}
$ grep -c "$(sha256sum manifest-sha512.txt | cut -d' ' -f1)" ${STATEMENT}

五、办理记录。data/facts.jsonl 每行一条记录。其中的 hash 是 agencyId、at、by、caseId、on、open、position、
previousHash、type、words 十项按名称排序写成的 JSON 的 SHA-256；previousHash 是上一条的 hash；
words 是“salt、换行、said 按同样方法写成的 JSON”的 SHA-256。data/proofs.jsonl 是各条收入日志的证明（RFC 6962），
data/checkpoint.txt 是签名的日志大小和根值（C2SP tlog-checkpoint）。

${isStamped ? STAMPED : UNSTAMPED}
以上全部，以及各项之间的一致，也可以用本系统一次核验：ysqgk verify 本文件 --key 公布的公钥${isStamped ? ' --tsa-ca tsa-ca.pem' : ''}
`
}
