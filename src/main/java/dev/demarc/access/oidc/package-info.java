/** Sign-in by a provider of OpenID Connect (OpenID Connect Core 1.0). */
@NullMarked
package dev.demarc.access.oidc;

import org.jspecify.annotations.NullMarked;
