// 删去一个账号的全部会话（停用、改口令之后）。
// writes
// $rows  LIST<MAP>  account
UNWIND $rows AS row
MATCH (s:Session {account: row.account})
DETACH DELETE s
