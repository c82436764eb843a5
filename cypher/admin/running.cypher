// 正在执行的语句，只用于内嵌引擎。
// reads
// id    STRING  事务编号
// text  STRING  语句
SHOW TRANSACTIONS YIELD transactionId, currentQuery
RETURN transactionId AS id, currentQuery AS text
ORDER BY id
