// 已执行的结构步骤，按版本。
// reads
// version   STRING  版本
// name      STRING  名称
// checksum  STRING  语句的校验值
// applied   DATE    执行日
MATCH (m:Migration)
RETURN m.version AS version, m.name AS name, m.checksum AS checksum, m.applied AS applied
ORDER BY version
