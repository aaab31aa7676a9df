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
  'call.method': { status: 405, 'zh-CN': '此地址不支持 {method} 请求。', en: '{method} is not possible here.' },
  'call.unknown': { status: 404, 'zh-CN': '没有这个调用：{name}。', en: 'There is no such call: {name}.' },
  'notFound': { status: 404, 'zh-CN': '没有找到所请求的内容。', en: 'Nothing is found here.' },
  'internal': { status: 500, 'zh-CN': '程序出错，已记录（编号 {incident}）。数据未丢失，请重试。', en: 'Something went wrong and was logged (incident {incident}). No data is lost; try again.' },

  // Who asks
  'session.required': { status: 401, 'zh-CN': '请先登录。', en: 'Sign in first.' },
  'session.wrongPassword': { status: 401, 'zh-CN': '账号或密码不正确。', en: 'The account or the password is wrong.' },
  'session.tooManyTries': { status: 429, 'zh-CN': '尝试次数过多，请在 {seconds} 秒后再试。', en: 'Too many attempts. Try again in {seconds} seconds.' },
  'session.busy': { status: 503, 'zh-CN': '登录请求过多，请在 {seconds} 秒后重试。', en: 'Too many sign-ins are waiting just now. Try again in {seconds} seconds.' },
  'session.accountDisabled': { status: 403, 'zh-CN': '账号已停用，请联系管理员。', en: 'The account is disabled. Ask the administrator.' },
  'session.deviceRevoked': { status: 403, 'zh-CN': '本设备已被停用，请联系管理员。未同步的内容仍保留在设备上。', en: 'This device has been revoked. Ask the administrator. What is not synchronised stays on the device.' },
  'session.offlineExpired': { status: 401, 'zh-CN': '离线解锁已超过 {days} 天，联网登录后才能同步；本地工作可继续。', en: 'Offline unlock is over {days} days old. Sign in online to synchronise; local work goes on.' },
  'session.firstSignInOnline': { status: 409, 'zh-CN': '首次登录需要连接到调度中心，请联网后重试。', en: 'The first sign-in on this device needs the office. Connect and try again.' },
  'session.unsentWork': { status: 409, 'zh-CN': '还有 {count} 项未同步，不能退出登录。请联网同步；被退回的请在同步中心处理。', en: '{count} items are not synchronised yet, so you cannot sign out. Connect and synchronise; deal with what was sent back in the sync centre.' },
  'session.locked': { status: 401, 'zh-CN': '已锁定，请输入密码解锁。', en: 'Locked. Enter the password to unlock.' },
  'session.originRefused': { status: 403, 'zh-CN': '拒绝了来自其他来源的请求。', en: 'A request from another origin was refused.' },
  'session.pairingRequired': { status: 401, 'zh-CN': '此页面尚未配对。请用启动线务通时显示的网址打开。', en: 'This page is not paired. Open it by the address that Linework printed at start.' },
  'session.weakPassword': { status: 400, 'zh-CN': '密码至少 {min} 个字符。', en: 'The password needs at least {min} characters.' },
  'session.currentPasswordWrong': { status: 403, 'zh-CN': '当前密码不正确。', en: 'The current password is wrong.' },
  'access.role': { status: 403, 'zh-CN': '您的角色没有此项权限。', en: 'Your role may not do this.' },
  'access.mailbox': { status: 403, 'zh-CN': '只能访问自己的工单数据。', en: 'Only your own mailbox is open to you.' },
  'access.performer': { status: 403, 'zh-CN': '该阶段由“{performer}”岗位办理，您的账号未被授予该岗位。', en: 'This stage is done by "{performer}", which your account is not named for.' },
  'account.nameTaken': { status: 409, 'zh-CN': '账号名 {username} 已存在。', en: 'The account name {username} exists already.' },
  'account.lastAdministrator': { status: 409, 'zh-CN': '不能停用最后一个管理员。', en: 'The last administrator cannot be disabled.' },

  // What the door decides (DESIGN §3)
  'door.author': { status: 403, 'zh-CN': '调度中心不收：记录的作者不是登录的账号或这台设备。请联系管理员。', en: 'The office does not take this: it was not written by this account on this device. Ask the administrator.' },
  'door.type': { status: 403, 'zh-CN': '调度中心不收：设备不能写入这种记录。请联系管理员。', en: 'The office does not take this: a device may not write records of this kind. Ask the administrator.' },
  'door.id': { status: 403, 'zh-CN': '调度中心不收：记录编号不合规。请联系管理员。', en: 'The office does not take this: its id is not well formed. Ask the administrator.' },
  'door.shape': { status: 400, 'zh-CN': '调度中心不收：内容不符合要求（{where}）。请联系管理员。', en: 'The office does not take this: a part of it is not as required ({where}). Ask the administrator.' },
  'door.size': { status: 413, 'zh-CN': '调度中心不收：内容过大（上限 {limit} 字节）。请缩短后重新填写。', en: 'The office does not take this: it is too large (limit {limit} bytes). Shorten it and write it again.' },
  'door.immutable': { status: 409, 'zh-CN': '调度中心已有这条记录且内容不同，记录一经写入不可更改。请联系管理员。', en: 'The office holds this record with other content, and a record cannot change once written. Ask the administrator.' },
  'door.deletion': { status: 403, 'zh-CN': '工单的记录不可删除。', en: 'Records of an order are never deleted.' },
  'door.revision': { status: 409, 'zh-CN': '调度中心不收：记录的修订历史与已存的对不上。请联系管理员。', en: 'The office does not take this: its revision history is not rooted in what is stored. Ask the administrator.' },
  'door.notGranted': { status: 403, 'zh-CN': '这张工单从未派给填写人，调度中心不收。请联系调度员。', en: 'This order was never assigned to whoever wrote this, so the office does not take it. Ask the dispatcher.' },

  // What a device or the office refuses to write, because no store and no other side would take it
  'kept.tooLarge': { status: 413, 'zh-CN': '内容超出一条记录的上限（{limit} 字节），没有保存。屏幕上的内容还在，请缩短或分开填写。', en: 'This is more than one record holds (limit {limit} bytes), so it is not saved. What is on the screen stays; shorten it or divide it.' },
  'kept.unfit': { status: 400, 'zh-CN': '其中一项无法保存（{where}），没有保存。请修改这一项后重试。', en: 'One part cannot be stored ({where}), so this is not saved. Change that part and try again.' },
  'input.halfCharacter': { status: 400, 'zh-CN': '内容里有不完整的字符（{where}），例如被截断的表情符号。请删除后重新输入。', en: 'There is half a character ({where}), of an emoji that was cut for instance. Delete it and type it again.' },

  // Orders
  'order.unknown': { status: 404, 'zh-CN': '没有这张工单。', en: 'There is no such order.' },
  'order.definitionArriving': { status: 409, 'zh-CN': '该工单的流程定义正在下载，请稍候。', en: 'The definition of this order is still arriving. Wait a moment.' },
  'order.definitionBroken': { status: 409, 'zh-CN': '该工单的流程定义（{orderType}，第 {version} 版）本版软件无法读取：{where}。请联系管理员。', en: 'This release cannot read the definition of this order ({orderType}, version {version}): {where}. Ask the administrator.' },
  'order.readOnly': { status: 409, 'zh-CN': '该工单在本设备上只读。', en: 'This order is read-only here.' },
  'order.moveIllegal': { status: 409, 'zh-CN': '当前状态（{state}）下不能执行“{move}”。', en: '"{move}" is not possible while the order is {state}.' },
  'order.reasonRequired': { status: 400, 'zh-CN': '请选择原因。', en: 'Choose a reason.' },
  'order.reasonUnknown': { status: 400, 'zh-CN': '没有这个原因代码：{given}。', en: 'There is no such reason code: {given}.' },
  'order.noteRequired': { status: 400, 'zh-CN': '请填写说明。', en: 'Write a note.' },
  'order.incomplete': { status: 409, 'zh-CN': '工单资料不全，补齐后才能派单：{missing}。', en: 'The order lacks what its type needs and cannot be assigned yet: {missing}.' },
  'order.typeUnknown': { status: 400, 'zh-CN': '没有这种工单类型：{given}。', en: 'There is no such order type: {given}.' },
  'order.technicianUnknown': { status: 400, 'zh-CN': '没有这名装维人员，或其账号已停用。', en: 'There is no such technician, or the account is disabled.' },
  'order.childrenOpen': { status: 409, 'zh-CN': '派生的工单尚未全部结束，结束后自动办结。', en: 'Orders raised from this one have not all ended; it is completed when they have.' },
  'order.nothingToRaise': { status: 409, 'zh-CN': '条件尚未满足，暂时不能派生工单。', en: 'Its conditions do not hold yet, so no order is raised.' },
  'order.fieldWorkDone': { status: 409, 'zh-CN': '现场工作已全部完成，余下阶段由后台办理，不能再派单。', en: 'All field work is done; what is left is done in the office, so nobody is assigned.' },
  'order.noFieldWork': { status: 409, 'zh-CN': '这类工单没有现场工作，不派给装维人员。', en: 'Orders of this type have no field work and are not assigned to technicians.' },
  'order.windowInvalid': { status: 400, 'zh-CN': '预约时段无效：结束须晚于开始。', en: 'The time window is not valid: its end must be after its start.' },
  'order.keyReused': { status: 409, 'zh-CN': '同一个请求编号已用于不同的内容。', en: 'This idempotency key was used with another body.' },
  'order.externalIdTaken': { status: 409, 'zh-CN': '外部编号 {externalId} 已用于内容不同的工单。', en: 'externalId {externalId} belongs to an order with another body.' },
  'order.versionUnknown': { status: 400, 'zh-CN': '该工单类型没有第 {given} 版，请选择已发布的版本。', en: 'This order type has no version {given}. Choose a published one.' },
  'order.versionNotNewer': { status: 409, 'zh-CN': '工单已在第 {version} 版，没有更新的版本可以升级。', en: 'The order is on version {version} already; there is no newer one to move to.' },
  'order.changedMeanwhile': { status: 409, 'zh-CN': '工单已被他人更改，请核对最新内容后重试。', en: 'The order was changed meanwhile. Look at it again and retry.' },

  // Order types
  'orderType.unknown': { status: 404, 'zh-CN': '没有这种工单类型或这个版本：{key}，第 {version} 版。', en: 'There is no such order type or version: {key}, version {version}.' },
  'orderType.invalid': { status: 400, 'zh-CN': '流程定义有 {count} 处错误。第 {line} 行：{where}。', en: 'The definition has {count} problems. Line {line}: {where}.' },
  'orderType.versionNotNext': { status: 409, 'zh-CN': '下一个版本号是 {wanted}，不是 {given}。请核对最新版本后再发布。', en: 'The next version is {wanted}, not {given}. Look at the newest version and publish again.' },
  'settings.invalid': { status: 400, 'zh-CN': '这些参数有 {count} 处不能用。{where}。', en: '{count} things in these settings cannot be used. {where}.' },

  // Orders that come back by a rule
  'plan.unknown': { status: 404, 'zh-CN': '没有这个计划，可能已在别处更改，请刷新列表。', en: 'There is no such plan. Read the list again.' },
  'plan.changedMeanwhile': { status: 409, 'zh-CN': '计划已被他人更改，请重新打开后再改。', en: 'The plan was changed meanwhile. Open it again and repeat your change.' },
  'plan.ruleInvalid': { status: 400, 'zh-CN': '重复规则中有不能识别的部分：{where}。请用“每天/每周/每月”选择，或按 RFC 5545 修改。', en: 'A part of the rule cannot be read: {where}. Choose daily, weekly or monthly, or correct it by RFC 5545.' },
  'plan.ruleTooOften': { status: 400, 'zh-CN': '计划每天最多建一张工单，请选择按天、周、月或年重复。', en: 'A plan makes at most one order a day. Repeat it by day, week, month or year.' },
  'plan.ruleEmpty': { status: 400, 'zh-CN': '按这条规则没有任何日期，请检查开始日期、星期和日期的组合。', en: 'No day ever answers this rule. Check how its start, weekdays and days of the month go together.' },
  'plan.startInvalid': { status: 400, 'zh-CN': '开始日期或时间不存在，请重新选择。', en: 'There is no such start date or time. Choose another.' },
  'plan.runAnswered': { status: 409, 'zh-CN': '这次漏建已经处理过，请刷新查看。', en: 'This missed run has been dealt with already. Read the page again.' },

  // TMF697
  'tmf.filterUnknown': { status: 400, 'zh-CN': '不能按“{filter}”筛选，请去掉此参数。', en: 'Orders cannot be filtered by "{filter}". Leave this parameter out.' },

  // Steps, gates
  'step.unknown': { status: 404, 'zh-CN': '没有这个步骤：{step}。', en: 'There is no such step: {step}.' },
  'step.readOnly': { status: 409, 'zh-CN': '该步骤现在只读。', en: 'This step is read-only now.' },
  'step.formUpgraded': { status: 409, 'zh-CN': '表单已升级到第 {version} 版，已填内容都已保留。请核对后重新提交。', en: 'The form was moved to version {version}. What you typed is kept; look at it again and submit.' },
  'step.notYet': { status: 409, 'zh-CN': '请先完成前面的阶段。', en: 'Finish the stages before this one first.' },
  'step.othersStage': { status: 409, 'zh-CN': '该阶段由其他岗位办理（{performer}），请等待其完成。', en: 'This stage is done by somebody else ({performer}). Wait until it is passed.' },
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
  'evidence.unknown': { status: 404, 'zh-CN': '没有这份取证文件。请重新打开工单查看。', en: 'There is no such evidence. Open the order again.' },
  'evidence.slotUnknown': { status: 400, 'zh-CN': '没有这个拍照位：{slot}。', en: 'There is no such photo slot: {slot}.' },
  'evidence.slotFull': { status: 409, 'zh-CN': '该拍照位已满（上限 {max} 张）。请先撤回一张。', en: 'This slot is full ({max} photos). Withdraw one first.' },
  'evidence.notAPicture': { status: 415, 'zh-CN': '文件不是可读取的照片（JPEG、PNG、WebP）。请重新拍照，或换一个文件。', en: 'The file is not a readable picture (JPEG, PNG, WebP). Take the photo again or choose another file.' },
  'evidence.fileNotAllowed': { status: 409, 'zh-CN': '此处只能现场拍照，不能选用文件。请用相机拍摄。', en: 'This slot takes live photos only, no files. Use the camera.' },
  'evidence.tooBlurred': { status: 409, 'zh-CN': '太模糊，请重拍。此拍照位只收清晰的照片。', en: 'Too blurred: take it again. This slot takes clear photos only.' },
  'evidence.tooDark': { status: 409, 'zh-CN': '太暗，请补光后重拍。此拍照位只收清晰的照片。', en: 'Too dark: light it and take it again. This slot takes clear photos only.' },
  'evidence.tooBright': { status: 409, 'zh-CN': '过亮，请避开反光后重拍。此拍照位只收清晰的照片。', en: 'Too bright: turn away from the glare and take it again. This slot takes clear photos only.' },
  'evidence.hashMismatch': { status: 409, 'zh-CN': '文件在传输中受损（与校验值不符），将自动重新上传。', en: 'The file was damaged on the way (it does not match its hash); it is sent again by itself.' },
  'evidence.notDeclared': { status: 409, 'zh-CN': '该文件的取证记录尚未送达调度中心，记录送达后自动重传。', en: 'The record of this file has not reached the office yet. The file is sent again by itself after it.' },
  'evidence.arriving': { status: 404, 'zh-CN': '该文件仍在装维人员的设备上，设备联网后自动送达。', en: 'This file is still on the technician\'s device. It arrives by itself when the device has a link.' },
  'evidence.storeDown': { status: 503, 'zh-CN': '调度中心的取证存储暂不可用，文件未丢失，将自动重试。', en: 'The office cannot store files just now. Nothing is lost; it is tried again by itself.' },
  'sync.noNewOffice': { status: 409, 'zh-CN': '没有待确认的新数据库，或它又换过。请重新打开同步中心查看。', en: 'There is no new database to accept, or it has changed again. Look at the sync centre once more.' },
  'report.nothingToReport': { status: 409, 'zh-CN': '签字或登记拒签后才能生成报告。', en: 'The report is made after the sign-off.' },
  'signOff.empty': { status: 400, 'zh-CN': '签名为空，请在签名区签字。', en: 'The signature is empty. Sign in the field.' },
  'signOff.tooLarge': { status: 413, 'zh-CN': '签名笔画过多，请清除后重签。', en: 'The signature has too many strokes. Clear it and sign again.' },

  // What waits to be sent
  'sync.itemUnknown': { status: 404, 'zh-CN': '待发送列表里没有这一项，可能已经送达。', en: 'This item is not in the queue; it may have arrived already.' },
  'sync.notRefused': { status: 409, 'zh-CN': '只有被退回的内容可以丢弃；等待发送的会自动发送。', en: 'Only what was sent back can be discarded. What waits is sent by itself.' },

  // The device, the link
  'storage.full': { status: 507, 'zh-CN': '设备空间不足（剩余 {freeMb} MB）。请清理空间后再拍照；文字和签名仍可保存。', en: 'The device is almost full ({freeMb} MB left). Free some space before taking photos; text and signature still save.' },
  'storage.exhausted': { status: 507, 'zh-CN': '设备空间已用尽（剩余 {freeMb} MB），这一次没有保存。请删除设备上的其他文件后再试；以前保存的内容都在。', en: 'The device is full ({freeMb} MB left); this was not saved. Delete other files from the device and try again; everything saved before is kept.' },
  'storage.inUse': { status: 409, 'zh-CN': '数据目录正被另一个线务通进程使用。请先关闭它。', en: 'The data folder is in use by another Linework process. Close that one first.' },
  'storage.notAFolder': { status: 409, 'zh-CN': '数据目录 {folder} 不是目录（此处或上级是一个文件）。请移走该文件，或用 --data 另选目录后重新启动。', en: 'The data folder {folder} is not a folder (there, or above it, is a file). Move that file away or choose another folder with --data, then start again.' },
  'storage.readOnly': { status: 409, 'zh-CN': '数据目录 {folder} 不能写入（只读或没有权限）。请检查目录权限和所在磁盘，或用 --data 另选目录后重新启动。', en: 'The data folder {folder} cannot be written to (read-only, or not yours). Look at its permissions and its disk or choose another folder with --data, then start again.' },
  'storage.noRoomToStart': { status: 507, 'zh-CN': '磁盘已满（剩余 {freeMb} MB），无法启动。请删除其他文件后重新启动；{folder} 中保存的内容都在。', en: 'The disk is full ({freeMb} MB left), so this cannot start. Delete other files and start again; everything saved in {folder} is kept.' },
  'storage.folderUnusable': { status: 500, 'zh-CN': '数据目录 {folder} 无法使用（{code}）。请检查磁盘，或用 --data 另选目录后重新启动。', en: 'The data folder {folder} cannot be used ({code}). Check the disk or choose another folder with --data, then start again.' },
  'storage.rebuilt': { status: 500, 'zh-CN': '本地数据库损坏，已由日志恢复未同步内容，其余将重新下载。', en: 'The local store was damaged. Unsent work was restored from the journal; the rest is pulled again.' },
  'link.offline': { status: 503, 'zh-CN': '没有网络，已保存在设备上，联网后自动发送。', en: 'No link. Saved on the device; it is sent when the link is back.' },
  'link.officeUnreachable': { status: 503, 'zh-CN': '联系不上调度中心，请稍后再试。', en: 'The office cannot be reached. Try again later.' },
  'link.stationSilent': { status: 503, 'zh-CN': '线务通后台没有响应，正在重新连接。已保存的内容不会丢失。', en: 'The Linework station on this device does not answer; reconnecting. Nothing saved is lost.' },
  'link.timeout': { status: 504, 'zh-CN': '调度中心没有响应，稍后自动重试。', en: 'The office did not answer in time; trying again.' },
  'link.hostRefused': { status: 421, 'zh-CN': '调度中心不在这个网址下。请使用管理员给出的网址；管理员可用 --origin 加入公开网址。', en: 'The office is not to be reached under this name. Use the address that the administrator gave; an administrator adds public addresses by --origin.' },
} as const satisfies Record<string, { status: number; 'zh-CN': string; en: string }>;

export type ProblemCode = keyof typeof problemCatalogue;
