package dev.demarc.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.finding.filter.CaseQuery.Sort;
import dev.demarc.finding.filter.FilterContext;
import dev.demarc.finding.filter.FilterParser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which statements are run, by what the database's statistics and counts say. */
class PageFinderTest {

  private static final FilterContext CONTEXT = new FilterContext(Instant.now(), "me", Map.of());

  private static final Pattern WINDOW = Pattern.compile(" limit (\\d+)\\) e ");

  private final List<String> run = new ArrayList<>();
  private double share;

  /**
   * @param terms how many the statistics say have them
   * @param words how many they say have the words
   * @param counted how many are counted of either
   */
  private List<String> ways(String filter, int terms, int words, int counted) {
    var query = FilterParser.parse(filter, Sort.NEWEST, "q", CONTEXT);
    new PageFinder(
            () -> new CaseSql(query, null, "", null),
            (sql, text) -> {
              if (text.endsWith("select 1 from case_entry")) {
                return List.<Object[]>of(new Object[] {"[{\"Plan\": {\"Plan Rows\": 300000}}]"});
              }
              if (text.startsWith("explain ")) {
                run.add("estimate");
                int rows = text.contains("select 1 from case_entry") ? terms : words;
                return List.<Object[]>of(
                    new Object[] {
                      "[{\"Plan\": {\"Startup Cost\": 1.0, \"Plan Rows\": " + rows + "}}]"
                    });
              }
              if (text.startsWith("select count(*), 0 from (select 1 from case_entry")) {
                run.add("count terms");
                return List.<Object[]>of(new Object[] {(long) counted, 0});
              }
              if (text.startsWith("select count(*)")) {
                run.add("count words");
                return List.<Object[]>of(new Object[] {(long) counted, 0});
              }
              run.add(
                  text.startsWith("with lookup")
                      ? "cut"
                      : text.startsWith("with ") ? by(text) : "along the order");
              return text.startsWith("with ") ? List.of() : found(text);
            },
            null,
            51)
        .find();
    return run.stream().filter(way -> !way.equals("estimate")).toList();
  }

  /** So many of the rows that are looked at as the share says. */
  private List<Object[]> found(String text) {
    var window = WINDOW.matcher(text);
    return window.find()
        ? IntStream.range(0, (int) Math.min(51, Integer.parseInt(window.group(1)) * share))
            .mapToObj(i -> new Object[] {UUID.randomUUID(), Instant.now()})
            .toList()
        : List.of();
  }

  private static String by(String text) {
    return text.contains("found offset 0") ? "by words" : "by terms";
  }

  @Test
  void a_frequent_word_is_not_counted_and_few_terms_lead() {
    assertThat(ways("assignee:zoe frequent", 800, 90_000, 800))
        .containsExactly("along the order", "count terms", "by terms");
  }

  @Test
  void a_rare_word_leads_before_many_terms() {
    assertThat(ways("status:closed rare", 250_000, 12, 12))
        .containsExactly("along the order", "count words", "by words");
  }

  @Test
  void where_neither_is_rare_the_cheaper_of_asking_and_cutting_comes_last() {
    assertThat(ways("category:spam frequent", 7_000, 90_000, 3_001))
        .containsExactly("along the order", "along the order", "by terms");
    run.clear();
    assertThat(ways("status:closed common", 250_000, 8_000, 3_001))
        .containsExactly("along the order", "count words", "along the order", "by words");
  }

  @Test
  void what_fills_a_page_soon_along_the_order_is_not_cut() {
    share = 0.003;
    assertThat(ways("status:closed common rare", 250_000, 90_000, 3_001))
        .containsExactly("along the order", "along the order", "along the order");
  }

  @Test
  void what_cannot_lie_between_is_not_looked_for() {
    assertThat(ways("reports:>=10 reports:1 common", 1, 1, 1)).isEmpty();
    assertThat(ways("opened:2025-06 opened:2025-07", 1, 1, 1)).isEmpty();
    assertThat(ways("reports:1 reports:<10 rare", 12, 12, 12)).isNotEmpty();
  }

  @Test
  void statistics_that_are_too_low_cost_a_count_and_lead_nowhere() {
    assertThat(ways("category:spam common", 900, 40_000, 3_001))
        .containsExactly("along the order", "count terms", "along the order", "by terms");
  }
}
