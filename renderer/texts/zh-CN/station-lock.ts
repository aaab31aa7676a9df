/** Texts of the lock that comes by itself. */
export const stationLock = {
  title: '无操作自动锁定',
  minutes: '{{n}} 分钟',
  never: '不锁定',
  held: '拍照、签字或对话框开着时',
  hint: '放下平板一段时间没人碰，就自动锁定，要输密码才能打开。正在拍照、客户正在签字、看着上传、对话框里有没提交的字时多等一会儿，时间见下；到时摄像头关闭，照样锁定。填写的内容都保留，照常保存和同步。',
  locked: '{{n}} 分钟没有操作，已自动锁定。填写的内容都在。',
} as const;
