/** Words, names and keyboard rows of which no good password is made: the usual ones in English and Albanian, ours, and the agencies'. */
export const commonWords = (
  "password passwort passphrase passcode passw0rd fjalekalim fjalekalimi letmein letmeinplease welcome welcomeback admin administrator " +
  "administratori root user guest test testing tester default changeme change changeit temp temporary secret sekret private access login " +
  "signin logon master super superuser system server internet computer kompjuter network office microsoft windows google facebook " +
  "instagram whatsapp iloveyou loveyou love dashuri dashuria zemra shpirt princess sunshine rainbow football futbolli futboll soccer " +
  "baseball basketball batman superman spiderman pokemon starwars dragon monkey tiger shadow freedom whatever trustno hello hellothere " +
  "pershendetje miremengjes tungjatjeta flower summer winter spring autumn monday friday january february march april august september " +
  "october november december qershor korrik gusht shtator tetor nentor dhjetor janar shkurt mars prill correct horse battery staple " +
  "albania albanian shqiperi shqiperia shqiptar shqip tirana tirane durres vlore vlora shkoder shkodra elbasan korce fier berat kosova " +
  "prishtina ballkan balkan europa europe kulla kulle incident incidenti commander komandant response cyber kibernetik kibernetike " +
  "siguria security sulm attack government qeveria ministria ministry agency agjencia akshi akcesk nais ealbania albaniagov goval portal " +
  "policia police ushtria parlament president kryeminister sherbim skenderbeu skenderbeg shqiponja eagle flamur " +
  "qwertyuiop qwertzuiop qwerty qwertz azerty azertyuiop asdfghjkl asdfgh zxcvbnm zxcvbn yxcvbnm qazwsxedc qazwsx wsxedc edcrfv " +
  "zaqxswcde abcdefghijklmnopqrstuvwxyz abcdefgh abcdef abcd asdf qwer zxcv qweasdzxc qweasd asdzxc lkjhgfdsa poiuytrewq mnbvcxz"
).split(" ");
