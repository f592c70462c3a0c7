/** 256 things that sound unlike one another, each in both languages: one for each value of a byte. The order is never changed. */
export const spokenWords = `
wolf:ujk bear:ari fox:dhelpër deer:dre eagle:shqiponjë owl:buf rabbit:lepur horse:kalë donkey:gomar cow:lopë sheep:dele ram:dash dog:qen cat:mace hedgehog:iriq hen:pulë
duck:rosë goose:patë swan:mjellmë stork:lejlek pigeon:pëllumb sparrow:harabel crow:sorrë falcon:fajkua frog:bretkosë turtle:breshkë snake:gjarpër lizard:hardhucë spider:merimangë ant:milingonë bee:bletë butterfly:flutur
fish:peshk whale:balenë dolphin:delfin crab:gaforre octopus:oktapod trout:troftë eel:ngjalë shell:guaskë lion:luan tiger:tigër elephant:elefant monkey:majmun camel:deve giraffe:gjirafë zebra:zebër parrot:papagall
river:lumë lake:liqen sea:det island:ishull beach:plazh wave:valë bridge:urë cliff:shkëmb boat:varkë ship:anije anchor:spirancë sail:vel raft:trap net:rrjetë spring:burim waterfall:ujëvarë
mountain:mal valley:luginë hill:kodër cave:shpellë forest:pyll meadow:livadh road:rrugë desert:shkretëtirë stone:gur sand:rërë clay:argjilë gold:flori silver:argjend iron:hekur copper:bakër salt:kripë
sun:diell moon:hënë star:yll sky:qiell cloud:re rain:shi snow:borë ice:akull wind:erë storm:stuhi thunder:bubullimë rainbow:ylber fog:mjegull frost:brymë shadow:hije fire:zjarr
oak:lis pine:pishë willow:shelg poplar:plep walnut:arrë chestnut:gështenjë olive:ulli fig:fik grape:rrush apple:mollë quince:ftua cherry:qershi plum:kumbull peach:pjeshkë apricot:kajsi pomegranate:shegë
lemon:limon orange:portokall banana:banane melon:pjepër watermelon:shalqi strawberry:luleshtrydhe rose:trëndafil lily:zambak tulip:tulipan daisy:margaritë clover:tërfil grass:bar leaf:gjethe root:rrënjë seed:farë thorn:gjemb
bread:bukë butter:gjalpë cheese:djathë milk:qumësht honey:mjaltë sugar:sheqer pepper:piper garlic:hudhër onion:qepë tomato:domate potato:patate carrot:karotë cabbage:lakër spinach:spinaq bean:fasule lentil:thjerrëz
rice:oriz wheat:grurë maize:misër egg:vezë soup:supë pie:byrek cake:tortë biscuit:biskotë coffee:kafe tea:çaj juice:lëng wine:verë vinegar:uthull oil:vaj flour:miell yogurt:kos
house:shtëpi tower:kullë castle:kështjellë church:kishë mosque:xhami school:shkollë market:pazar bakery:furrë mill:mulli barn:hambar garden:kopsht fence:gardh gate:portë door:derë window:dritare roof:çati
stairs:shkallë wall:mur floor:dysheme chimney:oxhak table:tryezë chair:karrige bed:krevat pillow:jastëk blanket:batanije carpet:qilim curtain:perde mirror:pasqyrë lamp:llambë candle:qiri clock:orë vase:vazo
spoon:lugë fork:pirun knife:thikë tray:tabaka cup:filxhan bottle:shishe kettle:ibrik basket:shportë bucket:kovë broom:fshesë needle:gjilpërë thread:fill button:kopsë scissors:gërshërë hammer:çekiç nail:gozhdë
saw:sharrë rope:litar brick:tullë wheel:rrotë cart:qerre bicycle:biçikletë train:tren tunnel:tunel ticket:biletë suitcase:valixhe map:hartë compass:busull flag:flamur drum:daulle flute:fyell violin:violinë
guitar:kitarë piano:piano bell:zile whistle:bilbil ball:top doll:kukull kite:balonë chess:shah book:libër letter:letër pencil:laps comb:krehër ink:bojë brush:furçë key:çelës lock:dry
coat:pallto shirt:këmishë hat:kapelë glove:dorezë scarf:shall boot:çizme sock:çorape belt:rrip ring:unazë necklace:gjerdan umbrella:çadër glasses:syze pocket:xhep crown:kurorë sword:shpatë shield:mburojë
`;
