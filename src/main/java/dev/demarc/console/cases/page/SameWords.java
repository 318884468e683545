package dev.demarc.console.cases.page;

import dev.demarc.console.cases.page.DrawnLine.Quote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * All reasons that rest on the same words and speak for the same side: the words are told once,
 * with the weight of each.
 */
public record SameWords(Quote first, List<Quote> all) {

  static List<SameWords> of(List<Quote> quotes) {
    var together = new LinkedHashMap<String, List<Quote>>();
    for (var quote : quotes) {
      var words = quote.number() + " " + quote.reason().points();
      together.computeIfAbsent(words, any -> new ArrayList<>()).add(quote);
    }
    return together.values().stream().map(all -> new SameWords(all.get(0), all)).toList();
  }
}
