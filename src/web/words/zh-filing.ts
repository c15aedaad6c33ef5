/** Filing an application: applying together, files, identity documents, looking it over, the receipt as a file. */
import { chinese } from './message.ts'

export const filing = {
  notOpen: {
    title: '网上申请尚未开通',
    lead: '本网站还在准备，暂时不能在网上提交申请。准备完成即开通，请过几天再来。',
    rights:
      '您现在就可以用其他方式申请，效力相同：写明姓名或者名称、身份证明、联系方式，要的是什么信息，以及获取信息的方式和途径，邮寄、传真或者当面提交。',
    ways: '向行政机关提交申请',
    fax: '传真',
    nowhere: '行政机关的地址和电话，请致电政务服务便民热线询问。',
  },
  together: '与他人共同申请',
  togetherHelp:
    '几个人或者几个单位就同一信息一起申请的，在这里逐一填写。通知和文书发给上面填写的第一位申请人，由其作为代表人接收；全部申请人都写入文书。',
  nth: chinese('第 {n} 位共同申请人'),
  kindOf: '这位申请人的身份',
  add: '添加一位共同申请人',
  remove: '删除这位申请人',
  most: chinese('最多可以添加 {n} 位。'),
  ofNth: chinese('第 {n} 位共同申请人的{label}'),
  identity: '证件照片',
  identityHelp:
    '身份证、护照等的照片或者扫描件，JPG、PNG、PDF，每个不超过 10MB，最多 4 个。不上传也可以申请，机关确认时可能请您出示。',
  identityKept:
    '证件照片加密保存，与其他材料分开，不进入案卷。只有本件的登记员和承办人可以查看，每次查看都有记录。本件归档时删除，最迟在提交满一年时删除。',
  drop: '也可以把文件拖到这里',
  waiting: '已经收到的文件',
  waitingHelp: '不必重新选择。没有提交的，24 小时后自动删除。',
  takeAway: '移除',
  takeAwayThis: chinese('移除 {name}'),
  uploading: '正在上传',
  again: '网络中断，正在重试',
  uploaded: '已上传',
  failed: '没有上传成功',
  tryAgain: '重试',
  removed: '已移除',
  waitForFiles: '还有文件正在上传，传完后自动提交。',
  errorAdvice: '您填写的内容和已经收到的文件都已保留。改好后请再按“下一步”。',
  refusedFiles: '下列文件没有收下：',
  next: '下一步：核对',
  nextBusy: '正在核对，请稍候…',
  savedAt: '已在本机保存',
  review: {
    title: '核对申请内容',
    lead: '还没有提交。请核对下面的内容，无误后按“确认提交”。',
    confirm: '确认提交',
    back: '返回修改',
    representative: '以上为代表人，接收通知和文书。',
    agent: '代理人',
    nothing: '未填写',
    noFiles: '没有附材料',
    noIdentity: '没有上传',
    encrypted: '加密保存，不进入案卷',
    masked: '证件号码加密保存，这里只显示一部分。',
    noPowerOfAttorney:
      '您填写了代理人，但还没有附上材料。请附上授权委托书；手边没有的，可以先提交，随后补交，机关确认时会核对。',
    next: '提交以后',
    steps: [
      '马上得到受理编号和查询码，并可以下载回执。',
      '工作人员按您留的电话与您确认。双方确认之日为收到申请之日（条例第三十一条），答复期限从次日起算。',
      '机关在 20 个工作日内答复；需要延长的，最多延长 20 个工作日，并且会告知您。',
    ] as readonly string[],
  },
  pdf: '下载回执（PDF）',
  gone: '文件超过 24 小时没有提交，已经删除，请重新选择',
} as const
