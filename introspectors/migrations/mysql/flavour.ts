export type MysqlFlavour = 'mysql' | 'mariadb';
