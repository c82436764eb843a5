// 中止一条正在执行的语句，只用于内嵌引擎。
// writes
// $id  STRING  事务编号
TERMINATE TRANSACTIONS $id
