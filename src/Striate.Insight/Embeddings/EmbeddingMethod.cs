namespace Striate.Insight;

/// <summary>How features of many numbers become two.</summary>
public enum EmbeddingMethod
{
    /// <summary>The two directions of most variance: what is far apart stays so, what is near may not.</summary>
    Pca,

    /// <summary>Keeps neighbours together: see <see cref="Insight.TSne"/>.</summary>
    TSne,

    /// <summary>Keeps neighbours together, and more of what lies between groups: see <see cref="Insight.Umap"/>.</summary>
    Umap,
}
