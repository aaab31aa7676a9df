/**
 * Every coded problem, once: its HTTP status and its sentence in both languages.
 * `{name}` stands for a detail of that name. A sentence says what to do, and names no customer data.
 */
// biome-ignore format: a table reads as a table
export const problemCatalogue = {
  // What came in cannot be read
  'input.invalid': { status: 400, 'zh-CN': '提交的内容不符合要求：{where}。请修改后重试。', en: 'The input is not valid: {where}. Correct it and try again.' },
  'input.notJson': { status: 400, 'zh-CN': '提交的内容不是有效的 JSON（UTF-8）。', en: 'The body is not valid JSON in UTF-8.' },
  'input.tooLarge': { status: 413, 'zh-CN': '提交的内容过大（上限 {limit} 字节）。', en: 'The input is too large (limit {limit} bytes).' },
  'input.tooDeep': { status: 400, 'zh-CN': '提交的内容嵌套过深（上限 {limit} 层）。', en: 'The input is nested too deeply (limit {limit} levels).' },
  'input.mediaType': { status: 415, 'zh-CN': '不支持这种内容类型：{given}。', en: 'This media type is not supported: {given}.' },
  'call.unknown': { status: 404, 'zh-CN': '没有这个调用：{name}。', en: 'There is no such call: {name}.' },
  'notFound': { status: 404, 'zh-CN': '没有找到所请求的内容。', en: 'Nothing is found here.' },
  'internal': { status: 500, 'zh-CN': '程序出错，已记录（编号 {incident}）。数据未丢失，请重试。', en: 'Something went wrong and was logged (incident {incident}). No data is lost; try again.' },

  // Who asks
  'session.required': { status: 401, 'zh-CN': '请先登录。', en: 'Sign in first.' },
  'session.wrongPassword': { status: 401, 'zh-CN': '账号或密码不正确。', en: 'The account or the password is wrong.' },
  'session.tooManyTries': { status: 429, 'zh-CN': '尝试次数过多，请在 {seconds} 秒后再试。', en: 'Too many attempts. Try again in {seconds} seconds.' },
  'session.accountDisabled': { status: 403, 'zh-CN': '账号已停用，请联系管理员。', en: 'The account is disabled. Ask the administrator.' },
  'session.deviceRevoked': { status: 403, 'zh-CN': '本设备已被停用，请联系管理员。未同步的内容仍保留在设备上。', en: 'This device has been revoked. Ask the administrator. What is not synchronised stays on the device.' },
  'session.offlineExpired': { status: 401, 'zh-CN': '离线解锁已超过 {days} 天，联网登录后才能同步；本地工作可继续。', en: 'Offline unlock is over {days} days old. Sign in online to synchronise; local work goes on.' },
  'session.firstSignInOnline': { status: 409, 'zh-CN': '首次登录需要连接到调度中心，请联网后重试。', en: 'The first sign-in on this device needs the office. Connect and try again.' },
  'session.unsentWork': { status: 409, 'zh-CN': '还有 {count} 项未同步，不能退出登录。请先联网同步。', en: '{count} items are not synchronised yet, so you cannot sign out. Connect and synchronise first.' },
  'session.locked': { status: 401, 'zh-CN': '已锁定，请输入密码解锁。', en: 'Locked. Enter the password to unlock.' },
  'session.originRefused': { status: 403, 'zh-CN': '拒绝了来自其他来源的请求。', en: 'A request from another origin was refused.' },
  'session.pairingRequired': { status: 401, 'zh-CN': '此页面尚未配对。请用启动线务通时显示的网址打开。', en: 'This page is not paired. Open it by the address that Linework printed at start.' },
  'session.weakPassword': { status: 400, 'zh-CN': '密码至少 {min} 个字符。', en: 'The password needs at least {min} characters.' },
  'session.currentPasswordWrong': { status: 403, 'zh-CN': '当前密码不正确。', en: 'The current password is wrong.' },
  'access.role': { status: 403, 'zh-CN': '您的角色没有此项权限。', en: 'Your role may not do this.' },
  'access.mailbox': { status: 403, 'zh-CN': '只能访问自己的工单数据。', en: 'Only your own mailbox is open to you.' },
  'account.nameTaken': { status: 409, 'zh-CN': '账号名 {username} 已存在。', en: 'The account name {username} exists already.' },
  'account.lastAdministrator': { status: 409, 'zh-CN': '不能停用最后一个管理员。', en: 'The last administrator cannot be disabled.' },

  // What the door decides (DESIGN §3)
  'door.author': { status: 403, 'zh-CN': '文档的作者不是本人或本设备。', en: 'The document was not written by this account and device.' },
  'door.type': { status: 403, 'zh-CN': '设备不能写入这种文档。', en: 'A device may not write this type of document.' },
  'door.id': { status: 403, 'zh-CN': '文档编号不合规。', en: 'The document id is not well formed.' },
  'door.shape': { status: 400, 'zh-CN': '文档内容不合规：{where}。', en: 'The document is not well formed: {where}.' },
  'door.size': { status: 413, 'zh-CN': '文档过大（上限 {limit} 字节）。', en: 'The document is too large (limit {limit} bytes).' },
  'door.immutable': { status: 409, 'zh-CN': '该文档一经写入不可更改。', en: 'This document cannot change once written.' },
  'door.deletion': { status: 403, 'zh-CN': '工单文档不可删除。', en: 'Documents of an order are never deleted.' },
  'door.revision': { status: 409, 'zh-CN': '文档的修订历史不可信。', en: 'The revision history of the document is not rooted in what is stored.' },
  'door.notGranted': { status: 403, 'zh-CN': '这张工单从未派给您。', en: 'This order was never granted to you.' },

  // Orders
  'order.unknown': { status: 404, 'zh-CN': '没有这张工单。', en: 'There is no such order.' },
  'order.definitionArriving': { status: 409, 'zh-CN': '该工单的流程定义正在下载，请稍候。', en: 'The definition of this order is still arriving. Wait a moment.' },
  'order.definitionBroken': { status: 409, 'zh-CN': '该工单的流程定义（{orderType}，第 {version} 版）本版软件无法读取：{where}。请联系管理员。', en: 'This release cannot read the definition of this order ({orderType}, version {version}): {where}. Ask the administrator.' },
  'order.readOnly': { status: 409, 'zh-CN': '该工单在本设备上只读。', en: 'This order is read-only here.' },
  'order.moveIllegal': { status: 409, 'zh-CN': '当前状态（{state}）下不能执行“{move}”。', en: '“{move}” is not possible while the order is {state}.' },
  'order.reasonRequired': { status: 400, 'zh-CN': '请选择原因。', en: 'Choose a reason.' },
  'order.reasonUnknown': { status: 400, 'zh-CN': '没有这个原因代码：{given}。', en: 'There is no such reason code: {given}.' },
  'order.noteRequired': { status: 400, 'zh-CN': '请填写说明。', en: 'Write a note.' },
  'order.incomplete': { status: 409, 'zh-CN': '工单资料不全，补齐后才能派单：{missing}。', en: 'The order lacks what its type needs and cannot be assigned yet: {missing}.' },
  'order.typeUnknown': { status: 400, 'zh-CN': '没有这种工单类型：{given}。', en: 'There is no such order type: {given}.' },
  'order.technicianUnknown': { status: 400, 'zh-CN': '没有这名装维人员，或其账号已停用。', en: 'There is no such technician, or the account is disabled.' },
  'order.windowInvalid': { status: 400, 'zh-CN': '预约时段无效：结束须晚于开始。', en: 'The time window is not valid: its end must be after its start.' },
  'order.keyReused': { status: 409, 'zh-CN': '同一个请求编号已用于不同的内容。', en: 'This idempotency key was used with another body.' },
  'order.externalIdTaken': { status: 409, 'zh-CN': '外部编号 {externalId} 已用于内容不同的工单。', en: 'externalId {externalId} belongs to an order with another body.' },
  'order.changedMeanwhile': { status: 409, 'zh-CN': '工单已被他人更改，请核对最新内容后重试。', en: 'The order was changed meanwhile. Look at it again and retry.' },

  // Order types
  'orderType.unknown': { status: 404, 'zh-CN': '没有这种工单类型或这个版本：{key}，第 {version} 版。', en: 'There is no such order type or version: {key}, version {version}.' },
  'orderType.invalid': { status: 400, 'zh-CN': '流程定义有 {count} 处错误。第 {line} 行：{where}。', en: 'The definition has {count} problems. Line {line}: {where}.' },
  'orderType.versionNotNext': { status: 409, 'zh-CN': '下一个版本号是 {wanted}，不是 {given}。请核对最新版本后再发布。', en: 'The next version is {wanted}, not {given}. Look at the newest version and publish again.' },

  // Steps, gates
  'step.unknown': { status: 404, 'zh-CN': '没有这个步骤：{step}。', en: 'There is no such step: {step}.' },
  'step.readOnly': { status: 409, 'zh-CN': '该步骤现在只读。', en: 'This step is read-only now.' },
  'step.notYet': { status: 409, 'zh-CN': '请先完成前面的阶段。', en: 'Finish the stages before this one first.' },
  'step.fieldUnknown': { status: 400, 'zh-CN': '没有这个字段：{field}。', en: 'There is no such field: {field}.' },
  'step.invalid': { status: 400, 'zh-CN': '有 {count} 项需要修改，草稿已保存。', en: '{count} fields need attention. The draft is saved.' },
  'step.conflict': { status: 409, 'zh-CN': '有 {count} 处两台设备填写不同，请先选择。', en: '{count} values differ between two devices. Choose first.' },
  'gate.refused': { status: 409, 'zh-CN': '还不能进入下一阶段：{count} 项未满足。草稿已保存。', en: 'The stage cannot be left yet: {count} conditions do not hold. Drafts are saved.' },
  'gate.resourcesUnconfirmed': { status: 409, 'zh-CN': '请逐项核对资源，或上报不一致。', en: 'Confirm every resource, or report a discrepancy.' },
  'gate.notAccepted': { status: 409, 'zh-CN': '请先接单。', en: 'Accept the order first.' },
  'gate.appointmentUnconfirmed': { status: 409, 'zh-CN': '请与客户确认预约，或登记改约、挂起及原因。', en: 'Confirm the appointment with the customer, or record a reschedule or hold with its reason.' },
  'gate.routeMissing': { status: 409, 'zh-CN': '请填写布放方式和光缆米数。', en: 'Enter the route kind and the metres of cable.' },
  'gate.photoMissing': { status: 409, 'zh-CN': '缺少必拍照片：{slots}。', en: 'A required photo is missing: {slots}.' },
  'gate.bendUnconfirmed': { status: 409, 'zh-CN': '请确认弯曲半径和固定符合规范。', en: 'Confirm that bends and fixings follow the rules.' },
  'gate.onuPowerOutOfWindow': { status: 409, 'zh-CN': 'ONU 接收光功率 {value} dBm 超出 {opticsClass} 范围 {min} … {max} dBm。请整改，或申请调度放行。', en: 'ONU Rx {value} dBm is outside the {opticsClass} window {min} … {max} dBm. Mend the link or ask dispatch for an override.' },
  'gate.onuPowerMissing': { status: 409, 'zh-CN': '请测量并填写 ONU 接收光功率。', en: 'Measure and enter the ONU receive power.' },
  'gate.onuNotRegistered': { status: 409, 'zh-CN': 'ONU 尚未注册成功。', en: 'The ONU is not registered yet.' },
  'gate.serviceUnresolved': { status: 409, 'zh-CN': '以下业务既未开通也未登记失败原因：{services}。', en: 'These services are neither up nor marked failed with a reason: {services}.' },
  'gate.speedBelowContract': { status: 409, 'zh-CN': '下载速率 {value} Mbit/s 低于要求的 {min} Mbit/s。请复测，或申请调度放行。', en: 'Download {value} Mbit/s is below the required {min} Mbit/s. Test again or ask dispatch for an override.' },
  'gate.speedMissing': { status: 409, 'zh-CN': '请完成速率测试。', en: 'Run the speed test.' },
  'gate.demonstrationMissing': { status: 409, 'zh-CN': '请完成业务演示清单。', en: 'Complete the demonstration checklist.' },
  'gate.signatureMissing': { status: 409, 'zh-CN': '请客户签字，或登记拒签原因和见证人。', en: 'Take the signature, or document the refusal with reason and witness.' },
  'gate.reportMissing': { status: 409, 'zh-CN': '请生成完工报告。', en: 'Make the completion report.' },
  'gate.stepsMissing': { status: 409, 'zh-CN': '请先提交步骤：{steps}。', en: 'Submit these steps first: {steps}.' },
  'gate.notMet': { status: 409, 'zh-CN': '本阶段还有条件未满足（{gate}），请按提示补齐。', en: 'A condition of this stage does not hold yet ({gate}). Do what the screen says.' },
  'gate.conflictOpen': { status: 409, 'zh-CN': '请先处理填写不一致之处。', en: 'Settle the differing values first.' },
  'gate.openGates': { status: 409, 'zh-CN': '以下阶段的关口尚未通过或放行：{stages}。', en: 'The gates of these stages are neither passed nor overridden: {stages}.' },

  // Evidence, report
  'evidence.unknown': { status: 404, 'zh-CN': '没有这份取证文件。', en: 'There is no such evidence.' },
  'evidence.slotUnknown': { status: 400, 'zh-CN': '没有这个拍照位：{slot}。', en: 'There is no such photo slot: {slot}.' },
  'evidence.slotFull': { status: 409, 'zh-CN': '该拍照位已满（上限 {max} 张）。请先撤回一张。', en: 'This slot is full ({max} photos). Withdraw one first.' },
  'evidence.notAPicture': { status: 415, 'zh-CN': '文件不是可读取的照片（JPEG、PNG、WebP）。', en: 'The file is not a readable picture (JPEG, PNG, WebP).' },
  'evidence.fileNotAllowed': { status: 409, 'zh-CN': '此处只能现场拍照，不能选用文件。', en: 'This slot takes live photos only, no files.' },
  'evidence.hashMismatch': { status: 409, 'zh-CN': '收到的文件与其校验值不符，将重新上传。', en: 'The received bytes do not match their hash; they will be sent again.' },
  'evidence.notDeclared': { status: 409, 'zh-CN': '该文件的取证记录尚未送达调度中心，记录送达后自动重传。', en: 'The office has no evidence document for these bytes yet. They are sent again after it.' },
  'evidence.arriving': { status: 404, 'zh-CN': '该文件仍在设备上，尚未送达。', en: 'These bytes are still on the device and have not arrived.' },
  'report.nothingToReport': { status: 409, 'zh-CN': '签字或登记拒签后才能生成报告。', en: 'The report is made after the sign-off.' },
  'signOff.empty': { status: 400, 'zh-CN': '签名为空，请在签名区签字。', en: 'The signature is empty. Sign in the field.' },
  'signOff.tooLarge': { status: 413, 'zh-CN': '签名笔画过多，请清除后重签。', en: 'The signature has too many strokes. Clear it and sign again.' },

  // The device, the link
  'storage.full': { status: 507, 'zh-CN': '设备空间不足（剩余 {freeMb} MB）。请清理空间后再拍照；文字和签名仍可保存。', en: 'The device is almost full ({freeMb} MB left). Free some space before taking photos; text and signature still save.' },
  'storage.inUse': { status: 409, 'zh-CN': '数据目录正被另一个线务通进程使用。', en: 'The data folder is in use by another Linework process.' },
  'storage.rebuilt': { status: 500, 'zh-CN': '本地数据库损坏，已由日志恢复未同步内容，其余将重新下载。', en: 'The local store was damaged. Unsent work was restored from the journal; the rest is pulled again.' },
  'link.offline': { status: 503, 'zh-CN': '没有网络，已保存在设备上，联网后自动发送。', en: 'No link. Saved on the device; it is sent when the link is back.' },
  'link.officeUnreachable': { status: 503, 'zh-CN': '联系不上调度中心，请稍后再试。', en: 'The office cannot be reached. Try again later.' },
  'link.stationSilent': { status: 503, 'zh-CN': '线务通后台没有响应，正在重新连接。已保存的内容不会丢失。', en: 'The Linework station on this device does not answer; reconnecting. Nothing saved is lost.' },
  'link.timeout': { status: 504, 'zh-CN': '调度中心没有响应，稍后自动重试。', en: 'The office did not answer in time; trying again.' },
} as const satisfies Record<string, { status: number; 'zh-CN': string; en: string }>;

export type ProblemCode = keyof typeof problemCatalogue;
