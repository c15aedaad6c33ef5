/** 核验说明 of a package: how the archive that takes it in checks it with the tools of any Linux or macOS, without us. */
import { fingerprint, verifierKey } from '../../ground/checkpoint.ts'
import type { Keys } from '../../ground/keys.ts'

/** Whatever follows `$ ` is a command that can be typed as it stands. */
export const howToCheck = (base: string, keys: Pick<Keys, 'origin' | 'verifier'>): string => `核验说明

本文件夹是移交档案馆的电子档案，格式为 BagIt 1.0（RFC 8493）。核验不需要本系统，也不需要联网。
命令在解压后的文件夹中执行：

$ cd ${base}

一、文件是否齐全、未经改动。每一行都应当显示“OK”（成功）。

$ sha256sum -c manifest-sha256.txt
$ sha512sum -c manifest-sha512.txt
$ sha256sum -c tagmanifest-sha256.txt
$ sha512sum -c tagmanifest-sha512.txt

二、公钥是否属于移交单位。key.txt 应当与移交单位公布的公钥完全相同（网站 /.well-known/ysqgk-key）。
本文件夹内的公钥不能证明它自己，请务必与公布的核对。

$ openssl pkey -pubin -in key.pem -outform DER | sha256sum

签名方 ${keys.origin}
公钥   ${verifierKey(keys)}
指纹   ${fingerprint(keys.verifier)}

三、声明是否由移交单位签署。应当显示“Signature Verified Successfully”。

$ openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in transfer.json -sigfile transfer.sig

四、声明的内容。transfer.json 写明移交单位（agency）、接收单位（archive）、每件的档号、记录条数、最后一条记录的
校验值和证据卷的校验值（cases）、每个文件的校验值（files）、各清单的校验值（tags）。

$ grep -c "$(sha256sum manifest-sha256.txt | cut -d' ' -f1)" transfer.json

五、每件的证据卷（data/案卷/档号/证据卷.zip）各自带有签名声明和核验说明，可以单独核验。归档时封存的证据卷载有后来标注
不公开质证的文件的，不随包移交，只有“证据卷（移交时）.zip”；移交目录的备注和 transfer.json 写明封存的证据卷的校验值（withheld）。
元数据.xml 按 DA/T 46—2009 著录；移交目录有 CSV 和文本两种，内容相同。
`
