/** What each setting wants, in Chinese: the start says it in English, to whoever wrote the settings. */
export const WANTED: Readonly<Record<string, string>> = {
  PORT: '请给出 1 至 65535 的端口号，或者 0（任意空闲端口）',
  HOST: '请给出监听的地址或者主机名，不带协议和端口，例如 127.0.0.1',
  ROLE: '请给出 all、web 或者 worker',
  DATABASE_URL:
    '请写成 postgres://用户名:密码@主机:5432/数据库（密码中的 @、/、# 写成 %40、%2F、%23），不设则使用随软件包的数据库',
  DATABASE_OWNER_URL:
    '请给出表的所有者的地址，与 DATABASE_URL 同时设置，且用户名不同；使用随软件包的数据库的，二者都不设',
  SMTP_URL:
    '请写成 smtp://用户名:密码@主机:587 或者 smtps://……:465；主机不是本机的，须支持加密（STARTTLS）；不设则邮件存入待发目录，不发出',
  MAIL_FROM: '请写成 name@example.gov.cn 或者 某某局 <name@example.gov.cn>',
  IMAP_URL:
    '请写成 imaps://用户名:密码@主机/文件夹?since=YYYY-MM-DD（不写文件夹的为 INBOX；imap:// 须支持 STARTTLS；密码中的 @、/、# 写成 %40、%2F、%23；since 之前到达的邮件不收）；不设则不收取邮件',
  SMS_URL: '请写成 https://主机/路径（本机可用 http），口令写在 SMS_TOKEN，不写在地址中；不设则不发短信',
  SMS_TOKEN: '请与 SMS_URL 同时设置，只用字母、数字和标点，不含空格',
  RETURNS_URL:
    '请写成 https://主机/路径（本机可用 http），口令写在 RETURNS_TOKEN，不写在地址中；月度报送推送到该处，不设则以文件报送',
  RETURNS_TOKEN: '请与 RETURNS_URL 同时设置，只用字母、数字和标点，不含空格',
  EXCHANGE_URL:
    '请写成 https://主机/路径（本机可用 http），不含口令和参数，与 EXCHANGE_SECRET 同时设置；各件和各步逐件报送该平台，不设则不交换',
  EXCHANGE_SECRET: '请给出与上级平台约定的口令，32 至 200 个随机字符，不含空格和逗号；更换期间写成“新口令,旧口令”',
  EXCHANGE_MAPPING: '请给出字段和代码对照表（YAML）的路径；不设则用随软件的对照表',
  WEBHOOK_NETWORKS:
    '请写明对外通知可以发往的本单位内部网段或者地址，例如 10.20.0.0/16，多个用逗号分隔；不设则只发往公共网络的地址',
  TIMESTAMP_AUTHORITIES:
    '请写成 https://主机/路径，多个用逗号分隔，不含口令；在内部网络的写 IP 地址，例如 http://10.0.0.8/tsa，解析到内部地址的域名不予连接；不设则文书不加时间戳',
  TRUST_PROXY: '请写明本服务之前的代理的地址或者网段，例如 127.0.0.1、10.0.0.0/8，多个用逗号分隔；没有代理的不设',
  FILING_LIMIT: '请给出同一地址每分钟最多提交的申请件数，或者 off（不限），不设为 60',
  DRAFT_DAYS: '请给出 1 至 30 的整数（天），不设为 7；没有提交的申请表自最后一次填写起保存这么久，期满清除',
  MAIL_LIMIT:
    '请给出由网上提交引起的邮件每小时最多发往同一地址的封数，或者 off（不限）；超出的推迟发出，不会丢失。不设为 30，FILING_LIMIT 为 off 的不限',
  MEMORY_LIMIT: '请给出本程序可以使用的内存（MB），不少于 512；不设则以机器或者容器的内存为限',
  DELAY_LIMIT: '请给出 100 至 9999 的整数（毫秒），不设为 3000；处理延迟超过它的，先拒绝网上访问',
  CLAMD_URL: '请写成 tcp://主机:3310 或者 unix:///run/clamav/clamd.ctl；没有病毒扫描程序的不设',
  LOG: '请给出 faults（只记故障，不设即此）或者 requests（每次访问也记一行）；都不含个人信息',
  METRICS_TOKEN: '请给出 20 至 200 个字母、数字和标点的随机口令，监控系统凭它读取 /metrics；不设则没有这一地址',
  OTEL_EXPORTER_OTLP_ENDPOINT:
    '请写成 http://主机:4318，不带 /v1/traces，不含口令；调用链（OpenTelemetry，OTLP/HTTP、JSON）发往该处，不含个人信息；不设则没有调用链',
  WITNESS_URL:
    '请写成 file:///绝对路径（本机关不能改动的共享文件夹）、s3://桶/前缀?endpoint=https://主机&region=地域&years=年数（开启对象锁定的桶，每个检查点锁定 years 年，不写为 10）、mailto:某人@example.gov.cn，或者 https://主机/路径#验证公钥（另一套系统的见证公钥见其 /witness/key），多个用空格或者逗号分隔；台账的检查点每天和每次归档以后送到那里。不设则没有见证',
  WITNESS_FOR:
    '请给出本系统为哪些系统作见证，写它们在 /.well-known/ysqgk-key 公布的公钥（名称+编号+公钥），多个用空格或者逗号分隔；不设则不为任何系统作见证',
  OIDC_ISSUER:
    '请写成 https://主机/路径，与身份提供方自称的 issuer 一致（本机可用 http），密码写在 OIDC_CLIENT_SECRET，不写在地址中；不设则只用本系统的密码登录',
  CITIZEN_OIDC_ISSUER:
    '请写成 https://主机/路径，与公众的统一身份认证自称的 issuer 一致（本机可用 http），密码写在 CITIZEN_OIDC_CLIENT_SECRET，不写在地址中；不设则公众只用邮箱验证码和通行密钥进入“我的申请”',
  SESSION_IDLE_MINUTES: '请给出 5 至 480 的整数（分钟），不设为 30',
  SESSION_HOURS: '请给出 1 至 24 的整数（小时），不设为 12',
  PUBLIC_URL: '请写成 https://主机，或者不设',
  DATA_DIR: '请给出运行服务的用户可以写入的文件夹',
  BLOB_URL:
    '请写成 file:///绝对路径，该文件夹应当可以写入；或者 s3://桶/前缀?endpoint=https://主机&region=地域（本机可用 http；要求以桶名为域名的加 &style=host），访问密钥写在 S3_ACCESS_KEY_ID 和 S3_SECRET_ACCESS_KEY（或者 AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY）。不设则存于 DATA_DIR/blobs',
  BLOB_SEALING: '请给出 on（存放的文件由密钥加密，不设即此）或者 off（新存放的不加密）',
  SECRET_KEYS:
    '请写成 名称:密钥，多个用逗号分隔，加密所用的写在最前；名称用字母和数字，每个密钥至少 32 个随机字符。SECRET_KEY 或者 DATA_DIR/secret-key 中没有名称的，名称是 1。数据仍由某个密钥加密的，不能去掉它；keys rotate 完成以后会说明哪个可以去掉',
  SEALING: '请给出 aes（AES-256-GCM，默认）或者 sm4（SM4-CTR 与 HMAC-SM3）',
  SECRET_KEY:
    '请给出至少 32 个字符的随机密钥；不设则由程序生成，存于 DATA_DIR/secret-key。该文件损坏或者缺失的，从单独保管的密钥中恢复',
}
