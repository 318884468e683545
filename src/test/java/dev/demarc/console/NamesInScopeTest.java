package dev.demarc.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.qute.Engine;
import io.quarkus.qute.EvalContext;
import io.quarkus.qute.ValueResolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class NamesInScopeTest {

  private final List<String> asked = new ArrayList<>();
  private final Engine engine =
      Engine.builder()
          .addDefaults()
          .addValueResolver(new NamesInScope())
          .addValueResolver(
              new ValueResolver() {
                @Override
                public int getPriority() {
                  return 50;
                }

                @Override
                public boolean appliesTo(EvalContext context) {
                  asked.add(context.getName());
                  return false;
                }

                @Override
                public CompletionStage<Object> resolve(EvalContext context) {
                  throw new AssertionError("it applies to nothing");
                }
              })
          .build();

  @Test
  void a_name_of_an_outer_scope_is_found_inside_a_loop_without_asking_other_resolvers() {
    assertThat(
            rendered(
                "{#let a=title}{#for n in numbers}{n}{title}{a}{n_count}{#let b=n}{b}{title}{/let} {/for}{/let}"))
        .isEqualTo("1xx11x 2xx22x ");
    assertThat(asked).isEmpty();
  }

  @Test
  void the_innermost_scope_that_has_a_name_wins() {
    assertThat(rendered("{#let title='y'}{#for n in numbers}{title}{/for}{/let}{title}"))
        .isEqualTo("yyx");
  }

  @Test
  void a_name_that_is_nowhere_stays_missing() {
    assertThat(rendered("{#for n in numbers}{nowhere ?: 'none'} {/for}")).isEqualTo("none none ");
  }

  @Test
  void a_map_that_lacks_a_key_does_not_answer_with_a_name_of_the_page() {
    assertThat(rendered("{map.title ?: 'none'}")).isEqualTo("none");
  }

  private String rendered(String template) {
    return engine
        .parse(template)
        .data("title", "x", "numbers", List.of(1, 2), "map", Map.of("other", "z"))
        .render();
  }
}
