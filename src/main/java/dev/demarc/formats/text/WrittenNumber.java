package dev.demarc.formats.text;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The numbers that periods have, in digits or written out in ten languages with letters. */
final class WrittenNumber {

  private static final Map<String, Integer> NUMBERS = new HashMap<>();

  static {
    put(1, "one a an ein eine einer einem einen un une una uno een um uma");
    put(2, "two zwei deux dos twee due dois duas");
    put(3, "three drei trois tres drie tre três");
    put(4, "four vier quatre cuatro quattro quatro");
    put(5, "five fünf cinq cinco vijf cinque");
    put(6, "six sechs seis zes sei");
    put(7, "seven sieben sept siete zeven sette sete");
    put(10, "ten zehn dix diez tien dieci dez");
    put(12, "twelve zwölf douze doce twaalf dodici doze");
    put(14, "fourteen vierzehn quatorze catorce veertien quattordici catorze");
    put(24, "twenty-four vierundzwanzig vingt-quatre veinticuatro vierentwintig ventiquattro");
    put(48, "forty-eight achtundvierzig quarante-huit achtenveertig quarantotto");
    put(72, "seventy-two zweiundsiebzig soixante-douze tweeënzeventig settantadue");
    put(1, "jednego jednej jednoho jedné одного одной");
    put(2, "dwóch dwu dva dvou два двух");
    put(3, "trzech tři tří три трёх трех");
    put(4, "czterech čtyři čtyř четыре четырёх четырех");
    put(5, "pięciu pět pěti пять пяти");
    put(6, "sześciu šest šesti шесть шести");
    put(7, "siedmiu sedm sedmi семь семи");
    put(8, "eight acht huit ocho otto oito ośmiu osm osmi восемь восьми");
    put(10, "dziesięciu deset deseti десять десяти");
    put(12, "dwunastu dvanáct dvanácti двенадцать двенадцати");
    put(14, "czternastu čtrnáct čtrnácti четырнадцать четырнадцати");
    put(24, "čtyřiadvaceti");
    put(36, "thirty-six sechsunddreißig trente-six trentasei");
    put(48, "osmačtyřiceti");
    put(96, "ninety-six sechsundneunzig novantasei");
    put(1, "ett et yhden egy o bir một satu однієї одного μία μίας");
    put(2, "två to kahden két două iki hai dua двох δύο");
    put(3, "kolmen három trei üç ba tiga трьох τρεις τριών");
    put(4, "fyra fire neljän négy patru dört bốn empat чотирьох τέσσερις");
    put(5, "fem viiden öt cinci beş lima п'яти πέντε");
    put(7, "sju syv seitsemän șapte yedi bảy tujuh семи επτά");
    put(10, "tio ti kymmenen tíz zece on mười sepuluh десяти δέκα");
    put(14, "fjorton fjorten neljäntoista");
    put(24, "huszonnégy yirmi-dört");
    put(48, "negyvennyolc");
    NUMBERS.put("dwudziestu czterech", 24);
    NUMBERS.put("dvaceti čtyř", 24);
    NUMBERS.put("двадцати четырёх", 24);
    NUMBERS.put("двадцати четырех", 24);
    NUMBERS.put("czterdziestu ośmiu", 48);
    NUMBERS.put("čtyřiceti osmi", 48);
    NUMBERS.put("сорока восьми", 48);
    NUMBERS.put("siedemdziesięciu dwóch", 72);
    NUMBERS.put("sedmdesáti dvou", 72);
    NUMBERS.put("семидесяти двух", 72);
    NUMBERS.put("forty eight", 48);
    NUMBERS.put("twenty four", 24);
    NUMBERS.put("seventy two", 72);
    NUMBERS.put("vinte e quatro", 24);
    NUMBERS.put("cuarenta y ocho", 48);
    NUMBERS.put("quarenta e oito", 48);
    NUMBERS.put("setenta y dos", 72);
    NUMBERS.put("setenta e duas", 72);
  }

  private WrittenNumber() {}

  private static void put(int number, String words) {
    for (var word : words.split(" ")) {
      NUMBERS.put(word, number);
    }
  }

  /** Null where the word is no number. */
  static @Nullable Integer of(String word) {
    // a Turkish capital i keeps its dot
    var lower = word.toLowerCase(Locale.ROOT).replace("\u0307", "").strip();
    return lower.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Integer.valueOf(lower)
        : NUMBERS.get(lower);
  }
}
