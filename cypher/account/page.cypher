// 账号一览，按名字，从 after 之后起。
// reads
// $after      STRING   上一页最后的名字，第一页为空文字
// $limit      INTEGER  最多几行
// name        STRING   账号名
// role        STRING   reviewer 审核、signer 签认、admin 管理
// active      BOOLEAN  是否可以登录
// created_at  STRING   何时建的
MATCH (a:Account) WHERE a.name > $after
RETURN a.name AS name, a.role AS role, a.active AS active, a.created_at AS created_at
ORDER BY name LIMIT $limit
