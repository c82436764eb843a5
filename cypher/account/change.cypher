// 改账号的口令、权限或停用；为空的不改。
// writes
// $rows  LIST<MAP>  name、role、hash、active
UNWIND $rows AS row
MATCH (a:Account {name: row.name})
SET a.role = coalesce(row.role, a.role), a.hash = coalesce(row.hash, a.hash),
    a.active = coalesce(row.active, a.active), a.failed = 0, a.locked_until = null
