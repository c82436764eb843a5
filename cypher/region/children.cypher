// 一个地区的下级；parent 为空文字则为各省。
// reads
// $parent  STRING   上级代码
// $after   STRING   上一页最后的代码，第一页为空文字
// $limit   INTEGER  最多几行
// code     STRING   代码
// name     STRING   名称
// level    STRING   级别
// path     STRING   全称
// parent   STRING   上级代码
MATCH (r:Region) WHERE coalesce(r.parent, '') = $parent AND r.code > $after
RETURN r.code AS code, r.name AS name, r.level AS level, r.path AS path, r.parent AS parent
ORDER BY code
LIMIT $limit
