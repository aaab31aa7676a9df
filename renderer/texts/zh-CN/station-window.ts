/** The window of the station: its mode, and what folds on a small screen. */
export const stationWindow = {
  title: '窗口',
  mode: '窗口模式',
  modes: { window: '窗口', fullScreen: '全屏', kiosk: '专用' },
  hint: '专用模式下窗口不能关闭或切换，退出需要密码。',
  kioskTitle: '进入专用模式',
  kioskAsk: '设置退出密码（至少 4 位），交由管理员保管。',
  kioskLeave: '退出专用模式',
  kioskLeaveAsk: '请输入进入时设置的退出密码。',
  code: '退出密码',
  confirm: '确定',
  browserFull: '全屏显示',
  browserLeave: '退出全屏',
  rail: '阶段目录',
  railOpen: '展开阶段目录',
  railClose: '收起阶段目录',
} as const;
