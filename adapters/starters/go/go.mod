module {{name}}

go 1.20
