// 记下一次登录的结果：连续输错的次数，锁定到何时。
// writes
// $rows  LIST<MAP>  name、failed、locked_until
UNWIND $rows AS row
MATCH (a:Account {name: row.name})
SET a.failed = row.failed, a.locked_until = row.locked_until
