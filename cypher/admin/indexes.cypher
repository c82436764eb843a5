// 已有的索引，带约束名。
// reads
// name        STRING        索引名
// labels      LIST<STRING>  标签，空表示全部
// properties  LIST<STRING>  属性，空表示全部
// constraint  STRING        它所属的约束，没有则为空
// type        STRING        种类
SHOW INDEXES YIELD name, labelsOrTypes, properties, owningConstraint, type
RETURN name, labelsOrTypes AS labels, properties, owningConstraint AS constraint, type
ORDER BY name
