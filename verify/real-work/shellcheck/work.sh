shellcheck good.sh
shellcheck --format=checkstyle bad.sh >report.xml || test $? = 1
grep SC2086 report.xml
