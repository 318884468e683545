/** Sign-in by a provider of OpenID Connect (OpenID Connect Core 1.0). */
package dev.demarc.access.oidc;
