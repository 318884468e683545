package dev.demarc.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.access.Roles;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProviderClaimsTest {

  private static OidcSettings settings(String rolesClaim) {
    var properties = new HashMap<String, String>();
    properties.put("demarc.oidc.roles-claim", rolesClaim);
    properties.put("demarc.oidc.roles.administrator", "admins");
    properties.put("demarc.oidc.roles.analyst", "csirt,abuse desk");
    properties.put("demarc.oidc.roles.auditor", "audit");
    return new SmallRyeConfigBuilder()
        .withMapping(OidcSettings.class)
        .withSources(new PropertiesConfigSource(properties, "test", 100))
        .build()
        .getConfigMapping(OidcSettings.class);
  }

  private static Set<String> groups(JsonObject token, String claim) {
    return ProviderClaims.of(token, settings(claim)).groups();
  }

  @Test
  void groups_are_found_by_name_by_path_and_by_a_name_that_has_slashes() {
    assertThat(groups(new JsonObject(Map.of("groups", new JsonArray().add("a"))), "groups"))
        .containsExactly("a");
    assertThat(
            groups(
                new JsonObject().put("realm_access", new JsonObject().put("roles", "b")),
                "realm_access/roles"))
        .containsExactly("b");
    assertThat(
            groups(
                new JsonObject().put("https://corp.example/roles", new JsonArray().add("c")),
                "https://corp.example/roles"))
        .containsExactly("c");
  }

  @Test
  void what_is_no_list_of_texts_is_no_group() {
    for (var claim :
        new Object[] {1, true, new JsonObject().put("a", "b"), new JsonArray().add(7)}) {
      assertThat(groups(new JsonObject().put("groups", claim), "groups")).isEmpty();
    }
    assertThat(groups(new JsonObject(), "groups")).isEmpty();
    assertThat(groups(new JsonObject().put("realm_access", "x"), "realm_access/roles")).isEmpty();
  }

  @Test
  void without_issuer_and_subject_nobody_is_named() {
    var token = new JsonObject().put("iss", "https://corp.example").put("sub", "1");
    assertThat(ProviderClaims.of(token, settings("groups")).isWhole()).isTrue();
    assertThat(ProviderClaims.of(token.copy().put("sub", " "), settings("groups")).isWhole())
        .isFalse();
    assertThat(
            ProviderClaims.of(token.copy().put("sub", "x".repeat(256)), settings("groups"))
                .isWhole())
        .isFalse();
  }

  @Test
  void of_several_roles_the_one_that_may_most_counts() {
    var roles = new GroupRoles(settings("groups").roles());
    assertThat(roles.of(Set.of("audit", "csirt", "admins"))).contains(Roles.ADMINISTRATOR);
    assertThat(roles.of(Set.of("audit", "abuse desk"))).contains(Roles.ANALYST);
    assertThat(roles.of(Set.of("audit"))).contains(Roles.AUDITOR);
    assertThat(roles.of(Set.of("Admins", "analyst", ""))).isEmpty();
  }

  @Test
  void the_log_holds_neither_tokens_nor_what_a_caller_wrote_into_it() {
    var failure =
        new IllegalStateException(
            "JWT (claims->{\"sub\":\"jo\"}) rejected. Additional details: [[8] Invalid eyJhbGci.e30.x"
                + "\nWARN forged line]");
    assertThat(OidcProvider.reason(new IllegalStateException(failure)))
        .isEqualTo("[[8] Invalid (token) WARN forged line]");
    assertThat(OidcProvider.reason(new IllegalStateException("x".repeat(999)))).hasSize(203);
  }
}
