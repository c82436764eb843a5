// 一个账号，含口令的散列。
// reads
// $account      STRING   账号名
// name          STRING   账号名
// role          STRING   reviewer 审核、signer 签认、admin 管理
// hash          STRING   口令的 argon2 散列
// active        BOOLEAN  是否可以登录
// failed        INTEGER  连续输错的次数
// locked_until  STRING   锁定到何时（ISO 时刻，UTC），没有锁定为空
MATCH (a:Account {name: $account})
RETURN a.name AS name, a.role AS role, a.hash AS hash, a.active AS active, a.failed AS failed,
       a.locked_until AS locked_until
LIMIT 1
