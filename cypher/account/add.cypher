// 新建账号；已有同名的不动，由 account.one 事先查过。
// writes
// $rows  LIST<MAP>  name、role、hash、created_at（ISO 时刻，UTC）
UNWIND $rows AS row
MERGE (a:Account {name: row.name})
SET a.role = row.role, a.hash = row.hash, a.active = true, a.created_at = row.created_at, a.failed = 0,
    a.locked_until = null
