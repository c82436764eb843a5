// 一个行业的下级；parent 为空文字则为各门类。
// reads
// $parent    STRING   上级代码
// $after     STRING   上一页最后的代码，第一页为空文字
// $limit     INTEGER  最多几行
// code       STRING   代码
// name       STRING   名称
// full_code  STRING   带门类字母的代码
// parent     STRING   上级代码
MATCH (i:Industry) WHERE coalesce(i.parent, '') = $parent AND i.code > $after
RETURN i.code AS code, i.name AS name, i.full_code AS full_code, i.parent AS parent
ORDER BY code
LIMIT $limit
